package io.registryauth.proxy.server;

import io.registryauth.htpasswd.HtpasswdLimits;
import io.registryauth.proxy.text.Visible;
import io.registryauth.proxy.user.Answer;
import io.registryauth.proxy.user.CommandException;
import io.registryauth.proxy.user.PasswordSource;
import io.registryauth.proxy.user.Users;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * One command for the users file. Standard output gets what was asked for alone, a list or a generated password; all
 * else that is to be said goes to standard error.
 */
final class UserCommand {
    private final ParseResult parsed;
    private final CommandContext context;

    UserCommand(ParseResult parsed, CommandContext context) {
        this.parsed = parsed;
        this.context = context;
    }

    /**
     * Checks everything, and carries the command out when all is well.
     *
     * @param problems what is known to be wrong already
     * @return whether the answer is yes
     * @throws InvalidSettingsException with every problem of the command line; nothing was done then
     * @throws CommandException when the file, the name or the password cannot be used
     */
    boolean run(Problems problems) throws CommandException {
        SettingSources sources = SettingSources.of(new Flags(parsed), context);
        Settings settings = sources.read(table(), problems);
        Settings own = Settings.read(List.of(UserUsage.COST), List.of(sources.flags()), problems);
        check(settings, own, problems);
        problems.throwIfAny();
        sources.ignored().forEach(problem -> context.err().println("ignored: " + Visible.text(problem)));

        Users users = new Users(settings.get(FilterSettings.USERS));
        if (command().equals("list")) {
            users.list(limits(settings)).forEach(context.out()::println);
            return true;
        }
        Answer answer = answer(users, settings, own);
        context.err().println(answer.sentence());
        return answer.yes();
    }

    private Answer answer(Users users, Settings settings, Settings own) throws CommandException {
        String name = parsed.matchedPositionalValue(0, "");
        return switch (command()) {
            case "add" -> users.add(name, newPassword(), own.get(UserUsage.COST));
            case "passwd" -> users.passwd(name, newPassword(), own.get(UserUsage.COST));
            case "delete" -> users.delete(name);
            case "verify" -> users.verify(name, password(), limits(settings));
            default -> throw new IllegalStateException("no command " + command());
        };
    }

    private String command() {
        return parsed.commandSpec().name();
    }

    private boolean setsPassword() {
        return command().equals("add") || command().equals("passwd");
    }

    private static List<Setting<?>> table() {
        List<Setting<?>> table = new ArrayList<>(FilterSettings.HASH_LIMITS);
        table.add(FilterSettings.USERS);
        return table;
    }

    private void check(Settings settings, Settings own, Problems problems) {
        if (problems.isEmpty() && settings.find(FilterSettings.USERS).isEmpty()) {
            problems.add("--users: name the users file; " + Usage.PROGRAM + " user add makes it");
        }
        if (parsed.hasMatchedOption(UserUsage.STDIN) && parsed.hasMatchedOption(UserUsage.GENERATE)) {
            problems.add(UserUsage.STDIN + " and " + UserUsage.GENERATE + ": give one of the two");
        }
        int cost = own.find(UserUsage.COST).orElse(0);
        int max = settings.find(FilterSettings.MAX_BCRYPT_COST).orElse(cost);
        if (setsPassword() && cost > max) {
            problems.add(
                    "--cost: " + cost + " is above max-bcrypt-cost " + max
                            + ", and the server would refuse the user; take a lower cost, or raise that setting here and there");
        }
    }

    private static HtpasswdLimits limits(Settings settings) {
        return new HtpasswdLimits(
                settings.get(FilterSettings.WEAK_HASHES),
                settings.get(FilterSettings.MAX_BCRYPT_COST),
                settings.get(FilterSettings.MAX_SHA_CRYPT_ROUNDS));
    }

    private PasswordSource newPassword() {
        if (parsed.hasMatchedOption(UserUsage.GENERATE)) {
            return PasswordSource.generated(context.out());
        }
        return parsed.hasMatchedOption(UserUsage.STDIN)
                ? PasswordSource.line(context.in())
                : PasswordSource.promptForNew(context.terminal());
    }

    private PasswordSource password() {
        return parsed.hasMatchedOption(UserUsage.STDIN)
                ? PasswordSource.line(context.in())
                : PasswordSource.prompt(context.terminal());
    }
}
