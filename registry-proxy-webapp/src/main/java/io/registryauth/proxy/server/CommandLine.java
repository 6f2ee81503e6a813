package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.proxy.text.Visible;
import io.registryauth.proxy.user.CommandException;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Finds out which command is meant, and runs it. Without a command it is {@code serve}. */
final class CommandLine {
    /** The command goes on in threads of its own. */
    static final int RUNNING = -1;

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NO = 1;
    private static final int UNUSABLE = 2;

    private final CommandContext context;

    CommandLine(CommandContext context) {
        this.context = context;
    }

    /** Runs the command that the arguments name; returns {@link #RUNNING} or the exit code. */
    int run(String... args) {
        int exitCode = command(args);
        if ((exitCode == DONE || exitCode == NO) && context.out().checkError()) {
            context.err().println(Usage.PROGRAM + ": standard output could not be written");
            return UNUSABLE;
        }
        return exitCode;
    }

    private int command(String... args) {
        List<ParseResult> path = path(parser().parseArgs(args));
        ParseResult command = path.get(path.size() - 1);
        if (path.stream().anyMatch(ParseResult::isUsageHelpRequested)) {
            command.commandSpec().commandLine().usage(context.out(), Ansi.OFF);
            return DONE;
        }
        if (path.stream().anyMatch(ParseResult::isVersionHelpRequested)) {
            context.out().println(Usage.PROGRAM + " " + Version.current());
            return DONE;
        }
        Problems problems = new Problems();
        path.subList(0, path.size() - 1).forEach(before -> checkBefore(command, before, problems));
        Flags flags = new Flags(command);
        flags.check(problems);
        String name = path.size() > 1 ? path.get(1).commandSpec().name() : "";
        if (name.equals(UserUsage.NAME)) {
            return user(command, problems);
        }
        return AccessUsage.isNameOf(name) ? access(command, problems) : serve(flags, problems);
    }

    /** From the program itself to the command that is meant. */
    private static List<ParseResult> path(ParseResult top) {
        List<ParseResult> path = new ArrayList<>();
        for (ParseResult result = top; result != null; result = result.subcommand()) {
            path.add(result);
        }
        return path;
    }

    private static void checkBefore(ParseResult command, ParseResult before, Problems problems) {
        List<String> misplaced = new ArrayList<>(before.unmatched());
        before.matchedOptions().forEach(option -> misplaced.add(0, option.longestName()));
        if (!misplaced.isEmpty()) {
            problems.add("flags stand after the command: " + name(command) + " " + misplaced.get(0));
        }
    }

    private static String name(ParseResult command) {
        return command.commandSpec().qualifiedName(" ").substring(Usage.PROGRAM.length() + 1);
    }

    private int serve(Flags flags, Problems problems) {
        try {
            RunningServer server = ServeCommand.start(flags, context, problems);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            return RUNNING;
        } catch (InvalidSettingsException e) {
            context.err().println(Usage.refusal(e.problems()));
            return UNUSABLE;
        } catch (Exception e) {
            context.err().println(Usage.refusal(List.of("cannot start: " + e)));
            return FAILED;
        }
    }

    private int user(ParseResult command, Problems problems) {
        if (!command.commandSpec().subcommands().isEmpty() && problems.isEmpty()) {
            command.commandSpec().commandLine().usage(context.err(), Ansi.OFF);
            return UNUSABLE;
        }
        return exitCode(command, () -> new UserCommand(command, context).run(problems) ? Outcome.YES : Outcome.NO);
    }

    private int access(ParseResult command, Problems problems) {
        return exitCode(command, () -> new AccessCommand(command, context).run(problems));
    }

    /** Carries a command out. */
    private interface Run {
        Outcome outcome() throws CommandException;
    }

    private int exitCode(ParseResult command, Run run) {
        String heading = Usage.PROGRAM + " " + name(command) + ":";
        try {
            return switch (run.outcome()) {
                case YES -> DONE;
                case NO -> NO;
                case UNUSABLE -> UNUSABLE;
            };
        } catch (InvalidSettingsException e) {
            context.err().println(visible(heading, e.problems()) + "\nSee " + name(command) + " --help.");
        } catch (CommandException e) {
            context.err().println(visible(heading, e.problems()));
        }
        return UNUSABLE;
    }

    /** What these commands are asked about may be anything. */
    private static String visible(String heading, List<String> problems) {
        return Usage.problems(heading, problems.stream().map(Visible::text).toList());
    }

    static picocli.CommandLine parser() {
        CommandSpec top = Usage.serve(Usage.PROGRAM, ProxySettings.TABLE);
        top.addSubcommand("serve", Usage.serve("serve", ProxySettings.TABLE));
        top.addSubcommand(UserUsage.NAME, UserUsage.user());
        AccessUsage.commands().forEach(command -> top.addSubcommand(command.name(), command));
        return new picocli.CommandLine(top)
                .setUnmatchedArgumentsAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100);
    }
}
