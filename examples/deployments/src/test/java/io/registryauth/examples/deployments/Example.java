package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An example's files, in a copy where places and ports are the test's. */
final class Example {

    /** The project, from where the commands of every README run. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static final Path WAR = ROOT.resolve("registry-proxy-webapp/target/registry-proxy-webapp.war");

    private static final Pattern COMMANDS = Pattern.compile("(?m)^```sh\n((?s).*?)^```$");

    private final Path folder;

    private Example(Path folder) {
        this.folder = folder;
    }

    /** Copies an example, with some words changed wherever they stand. Each stands somewhere. */
    static Example copy(String name, Path to, Map<String, ?> changes) throws IOException {
        Map<String, Object> unseen = new LinkedHashMap<>(changes);
        Path from = ROOT.resolve("examples").resolve(name);
        Path folder = to.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).replace("examples/" + name + "/", folder + "/");
                for (Map.Entry<String, ?> change : changes.entrySet()) {
                    if (text.contains(change.getKey())) {
                        unseen.remove(change.getKey());
                        text = text.replace(change.getKey(), change.getValue().toString());
                    }
                }
                Path copy = folder.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, text);
                assertThat(!Files.isExecutable(file) || copy.toFile().setExecutable(true))
                        .isTrue();
            }
        }
        assertThat(unseen).as("what does not stand in the example %s", name).isEmpty();
        return new Example(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The README's blocks of commands, in their order. */
    List<String> commands() {
        List<String> blocks = COMMANDS.matcher(text("README.md"))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).as("commands in %s", file("README.md")).isNotEmpty();
        return blocks;
    }

    /** All of the README's commands; the last block is one command, which stays. */
    Command server() {
        List<String> blocks = commands();
        int last = blocks.size() - 1;
        return shell(String.join("\n", blocks.subList(0, last)) + "\nexec env " + blocks.get(last));
    }

    /** Commands as a person types them, at the root of the project, with the JDK of the test. */
    static Command shell(String commands) {
        Path java = Path.of(System.getProperty("java.home"));
        return Command.of("bash", "-euo", "pipefail", "-c", "cd '" + ROOT + "'\n" + commands)
                .withEnvironment("JAVA_HOME", java)
                .withEnvironment("PATH", java.resolve("bin") + ":" + System.getenv("PATH") + ":/usr/sbin:/sbin");
    }
}
