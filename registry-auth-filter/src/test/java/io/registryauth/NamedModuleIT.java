package io.registryauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.Pom.Dependency;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on the module path of an application that is a named module, as README.md says. */
class NamedModuleIT {

    @TempDir
    private Path folder;

    @Test
    void theJarHasItsModuleNameInTheManifest() throws Exception {
        assertThat(tool("jar", "--describe-module", "--file", jar().toString()))
                .containsPattern("(?m)^io\\.registryauth@\\S+ automatic$");
    }

    @Test
    void aNamedModuleCompilesAndRunsWithIt() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/app"));
        Path classes = folder.resolve("classes");
        Path module = Files.writeString(source.resolveSibling("module-info.java"), snippet("java", "module "));
        Path main = Files.writeString(source.resolve("Main.java"), """
                package app;

                import io.registryauth.RegistryAuthFilter;
                import io.registryauth.spi.Authentication;
                import io.registryauth.spi.Authenticator;
                import io.registryauth.spi.Credentials;
                import java.nio.file.Path;
                import java.util.Optional;

                class Main implements Authenticator {
                    @Override
                    public Optional<Authentication> authenticate(Credentials credentials) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<String> stamp(String user) {
                        return Optional.empty();
                    }

                    public static void main(String[] arguments) {
                        RegistryAuthFilter filter = RegistryAuthFilter.builder()
                                .authenticator(new Main())
                                .rules(Path.of(arguments[0]))
                                .build();
                        System.out.print(Main.class.getModule() + ", " + filter.getClass().getModule());
                    }
                }
                """);

        tool("javac", "--module-path", modulePath(), "-d", classes.toString(), module.toString(), main.toString());

        assertThat(java(classes)).isEqualTo("module app, module io.registryauth");
    }

    /** Runs it with the options that README.md names. */
    private String java(Path classes) throws Exception {
        Matcher options = Pattern.compile("--add-modules \\S+").matcher(snippet("sh", "java "));
        assertThat(options.find()).isTrue();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options.group().split(" ")));
        command.addAll(List.of("--module-path", modulePath() + ":" + classes, "--module", "app/app.Main"));
        command.add(
                Files.writeString(folder.resolve("access.yml"), "rules: []\n").toString());
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return Files.readString(output);
    }

    private static String tool(String name, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int exit = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments);
        assertThat(exit).as("%s printed:%n%s", name, output).isZero();
        return output.toString();
    }

    /** The jar that was packaged, which Failsafe puts in the place of its classes. */
    private static Path jar() throws Exception {
        Path jar = Path.of(RegistryAuthFilter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(jar).isRegularFile();
        return jar;
    }

    private static String modulePath() throws Exception {
        Stream<Path> dependencies = Pom.read().dependencies().stream()
                .filter(dependency ->
                        dependency.isCarried() || dependency.scope().equals("provided"))
                .map(Dependency::artifact)
                .map(ClassPath::jar);
        return Stream.concat(Stream.of(jar()), dependencies).map(Path::toString).collect(Collectors.joining(":"));
    }

    private static String snippet(String language, String beginning) throws IOException {
        Matcher matcher = Pattern.compile("```" + language + "\n(" + beginning + ".*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(matcher.find())
                .as("a snippet in %s that begins with %s", language, beginning)
                .isTrue();
        return matcher.group(1);
    }
}
