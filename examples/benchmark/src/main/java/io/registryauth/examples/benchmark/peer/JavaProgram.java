package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Command;
import java.nio.file.Path;

/** Another JVM, like the one that this runs in. */
public final class JavaProgram {
    /** Enough for a proxy with ten thousand clients. */
    private static final int FILES = 16_384;

    private JavaProgram() {}

    /** With these options and arguments. */
    static Command of(String... words) {
        return Command.of(java(), words);
    }

    /** A program of the benchmark's own. */
    public static Command of(Class<?> program, String... arguments) {
        return of("-cp", System.getProperty("java.class.path"), program.getName())
                .with(arguments);
    }

    /** With so many files that each connection may be one, whatever the limit is here. */
    public static Command withManyFiles(Command program) {
        return Command.of("prlimit", "--nofile=" + FILES + ":" + FILES)
                .with(program.words().toArray(String[]::new));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
