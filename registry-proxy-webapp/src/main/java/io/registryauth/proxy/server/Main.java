package io.registryauth.proxy.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line of the WAR: where {@code java -jar} begins. */
public final class Main {
    private Main() {}

    /** Runs one command; ends the process with code 2 when something is wrong with what was asked for. */
    public static void main(String[] args) {
        if (args.length == 0 || args[0].startsWith("-") || args[0].equals("serve")) {
            Preload.begin();
        }
        CommandContext context = new CommandContext(
                System.getProperties(),
                System.getenv(),
                System.in,
                new SystemTerminal(),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err));
        int exitCode = new CommandLine(context).run(args);
        if (exitCode != CommandLine.RUNNING) {
            System.exit(exitCode);
        }
    }

    /** Names stand in UTF-8 in a users file, and so they come out, whatever the locale. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
