package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
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
    private static final int WRONG_USAGE = 2;

    private final Surroundings surroundings;

    CommandLine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command that the arguments name; returns {@link #RUNNING} or the exit code. */
    int run(String... args) {
        ParseResult top = parser().parseArgs(args);
        ParseResult command = top.hasSubcommand() ? top.subcommand() : top;
        if (top.isUsageHelpRequested() || command.isUsageHelpRequested()) {
            command.commandSpec().commandLine().usage(surroundings.out(), Ansi.OFF);
            return DONE;
        }
        if (top.isVersionHelpRequested() || command.isVersionHelpRequested()) {
            surroundings.out().println(Usage.PROGRAM + " " + Version.current());
            return DONE;
        }
        Problems problems = new Problems();
        if (top != command && !top.matchedOptions().isEmpty()) {
            problems.add("flags stand after the command: "
                    + command.commandSpec().name() + " "
                    + top.originalArgs().get(0));
        }
        return serve(new Flags(command), problems);
    }

    private int serve(Flags flags, Problems problems) {
        flags.check(problems);
        try {
            RunningServer server = Serve.start(flags, surroundings, problems);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            return RUNNING;
        } catch (InvalidSettingsException e) {
            surroundings.err().println(Usage.refusal(e.problems()));
            return WRONG_USAGE;
        } catch (Exception e) {
            surroundings.err().println(Usage.refusal(List.of("cannot start: " + e)));
            return FAILED;
        }
    }

    static picocli.CommandLine parser() {
        CommandSpec top = Usage.serve(Usage.PROGRAM, ProxySettings.TABLE);
        top.addSubcommand("serve", Usage.serve("serve", ProxySettings.TABLE));
        return new picocli.CommandLine(top)
                .setUnmatchedArgumentsAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100);
    }
}
