package io.registryauth.proxy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program with its arguments, environment and standard input; each {@code with} gives a new one. */
public record Command(List<String> words, Map<String, String> environment, String input, Duration limit) {

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    /** What a program printed, on both outputs, and its exit code. */
    public record Result(String command, int exit, String output) {

        /** Returns what was printed; fails the test if the program failed. */
        public String succeeded() {
            assertThat(exit).as("%s printed:%n%s", command, output).isZero();
            return output.strip();
        }

        /** Returns what was printed; fails the test if the program succeeded. */
        public String failed() {
            assertThat(exit).as("%s printed:%n%s", command, output).isNotZero();
            return output.strip();
        }
    }

    public static Command of(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(installed(program).toString());
        words.addAll(List.of(arguments));
        return new Command(List.copyOf(words), Map.of(), "", TWO_MINUTES);
    }

    /** A script in the folder of the module under test, for which Java is the one that runs the tests. */
    public static Command script(String name, Object... arguments) {
        Path home = Path.of(System.getProperty("java.home"));
        return of("bash", name)
                .with(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new))
                .withEnvironment("JAVA_HOME", home)
                .withEnvironment("PATH", home.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
    }

    public Command with(String... arguments) {
        List<String> more = Stream.concat(words.stream(), Stream.of(arguments)).toList();
        return new Command(more, environment, input, limit);
    }

    public Command withEnvironment(String name, Object value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value.toString());
        return new Command(words, Map.copyOf(more), input, limit);
    }

    public Command withInput(String text) {
        return new Command(words, environment, text, limit);
    }

    /** Runs the program to its end, or ends it when the time limit is over. */
    public Result run() {
        try {
            Path output = Files.createTempFile("command", ".log");
            try {
                Process process = start(output);
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                String printed = Files.readString(output);
                assertThat(ended)
                        .as("%s ran longer than %s and printed:%n%s", this, limit, printed)
                        .isTrue();
                return new Result(toString(), process.exitValue(), printed);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(toString(), e);
        }
    }

    /** Starts the program with both outputs to a file. */
    Process start(Path output) throws IOException {
        Path text = Files.writeString(Files.createTempFile("command", ".in"), input);
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectInput(text.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return builder.start();
        } finally {
            Files.delete(text);
        }
    }

    /** The words as one line, for messages. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /** Finds a program as a shell would, in the folders of system programs as well. */
    static Path installed(String program) {
        String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin";
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(program + " is not installed: run .ci/install-tools.sh"));
    }
}
