package io.registryauth.proxy.server;

import io.registryauth.policy.WritersPolicy;
import io.registryauth.proxy.access.AccessFiles;
import io.registryauth.proxy.access.Catalog;
import io.registryauth.proxy.access.CheckReport;
import io.registryauth.proxy.access.Explain;
import io.registryauth.proxy.access.ExplainReport;
import io.registryauth.proxy.access.MatrixReport;
import io.registryauth.proxy.access.Question;
import io.registryauth.proxy.text.Visible;
import io.registryauth.proxy.user.CommandException;
import io.registryauth.registry.RepositoryName;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One command that explains users, groups and rules. Standard output gets the answer, all else standard error. */
final class AccessCommand {
    private final ParseResult parsed;
    private final CommandContext context;
    private final Instant now = Instant.now();

    AccessCommand(ParseResult parsed, CommandContext context) {
        this.parsed = parsed;
        this.context = context;
    }

    /** Something that writes an answer. */
    private interface Report {
        void write(Writer out) throws IOException;
    }

    /**
     * Checks everything, and carries the command out when all is well.
     *
     * @param problems what is known to be wrong already
     * @throws InvalidSettingsException with every problem of the command line
     * @throws CommandException when a file or a registry cannot be used
     */
    Outcome run(Problems problems) throws CommandException {
        SettingSources sources = SettingSources.of(new Flags(parsed), context);
        Settings settings = sources.read(AccessUsage.settings(command()), problems);
        checkRules(sources.flags(), settings, problems);
        sources.ignored().forEach(problem -> context.err().println("ignored: " + Visible.text(problem)));
        return switch (command()) {
            case AccessUsage.EXPLAIN -> explain(settings, problems);
            case AccessUsage.CHECK -> check(settings, problems);
            case AccessUsage.MATRIX -> matrix(settings, problems);
            default -> throw new IllegalStateException("no command " + command());
        };
    }

    private String command() {
        return parsed.commandSpec().name();
    }

    /** What stands in the environment is for the server, and may be about something else than what is asked. */
    private void checkRules(Flags flags, Settings settings, Problems problems) {
        boolean explains = command().equals(AccessUsage.EXPLAIN);
        if (settings.find(FilterSettings.RULES).isPresent()) {
            for (Setting<?> setting : FilterSettings.WITHOUT_RULES) {
                if (flags.text(setting) != null) {
                    problems.add(flags.label(setting) + ": does nothing with rules; remove one of them");
                }
            }
        } else if (!explains && problems.isEmpty()) {
            problems.add("--rules: name the rules file");
        } else if (flags.text(FilterSettings.GROUPS) != null) {
            problems.add("--groups: does nothing without rules; name a rules file, or remove it");
        }
    }

    private Outcome explain(Settings settings, Problems problems) throws CommandException {
        Optional<Question> asked = question(problems);
        problems.throwIfAny();
        Question question = asked.orElseThrow();
        Path rules = settings.find(FilterSettings.RULES).orElse(null);
        Path users = users(settings);
        ExplainReport report = rules == null
                ? Explain.byPolicy(
                        question,
                        new WritersPolicy(
                                settings.get(FilterSettings.WRITERS), settings.get(FilterSettings.READ_METHODS)),
                        users,
                        users == null ? null : AccessFiles.users(users))
                : Explain.byRules(question, AccessFiles.read(rules, groups(settings), users), users, now);
        print(json() ? report::writeJson : report::write);
        return report.explanation().allowed() ? Outcome.YES : Outcome.NO;
    }

    private Optional<Question> question(Problems problems) {
        try {
            return Optional.of(Question.of(words(), parsed.hasMatchedOption(AccessUsage.ANONYMOUS)));
        } catch (IllegalArgumentException e) {
            if (problems.isEmpty()) {
                problems.add(String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    private Outcome check(Settings settings, Problems problems) {
        problems.throwIfAny();
        CheckReport report;
        try {
            report = CheckReport.of(
                    AccessFiles.read(settings.get(FilterSettings.RULES), groups(settings), users(settings)), now);
        } catch (CommandException e) {
            report = CheckReport.of(e);
        }
        print(json() ? report::writeJson : report::write);
        if (!report.problems().isEmpty()) {
            return Outcome.UNUSABLE;
        }
        return report.warnings().isEmpty() ? Outcome.YES : Outcome.NO;
    }

    private Outcome matrix(Settings settings, Problems problems) throws CommandException {
        List<String> repositories = words();
        if (problems.isEmpty() && users(settings) == null) {
            problems.add("--users: name the users file");
        }
        for (String repository : repositories) {
            if (!RepositoryName.isValid(repository)) {
                problems.add(repository + " is not the name of a repository");
            }
        }
        Optional<Catalog> catalog = repositories.isEmpty() ? Catalog.of(settings, problems) : Optional.empty();
        problems.throwIfAny();
        AccessFiles files = AccessFiles.read(settings.get(FilterSettings.RULES), groups(settings), users(settings));
        List<String> all = repositories.isEmpty() ? catalog.orElseThrow().names() : repositories;
        MatrixReport report = new MatrixReport(files.rules(), files.usersOrNone(), all, now);
        print(json() ? report::writeJson : report::write);
        return Outcome.YES;
    }

    private List<String> words() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    private boolean json() {
        return parsed.hasMatchedOption(AccessUsage.JSON);
    }

    private static @Nullable Path groups(Settings settings) {
        return settings.find(FilterSettings.GROUPS).orElse(null);
    }

    private static @Nullable Path users(Settings settings) {
        return settings.find(FilterSettings.USERS).orElse(null);
    }

    /** Writes many lines at once; whether they arrived is asked at the end of all commands. */
    private void print(Report report) {
        Writer out = new BufferedWriter(new OutputStreamWriter(context.out(), StandardCharsets.UTF_8));
        try {
            report.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
