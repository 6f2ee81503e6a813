package io.registryauth.proxy.server;

/** The command line of the WAR: where {@code java -jar} begins. */
public final class Main {
    private Main() {}

    /** Runs one command; ends the process with code 2 when something is wrong with what was asked for. */
    public static void main(String[] args) {
        Surroundings surroundings = new Surroundings(System.getProperties(), System.getenv(), System.out, System.err);
        int exitCode = new CommandLine(surroundings).run(args);
        if (exitCode != CommandLine.RUNNING) {
            System.exit(exitCode);
        }
    }
}
