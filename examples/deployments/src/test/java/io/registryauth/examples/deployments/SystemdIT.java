package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example {@code systemd}: what systemd finds of the unit, and the service with its environment and credentials. */
class SystemdIT extends DeploymentContract {

    @SuppressWarnings("NullAway.Init") // set when it is deployed
    private Example example;

    /** Installs it into another root, and then does what systemd would: none runs where tests do. */
    @Override
    Command deploy(Site site) throws Exception {
        Path root = Files.createDirectory(site.folder().resolve("root"));
        Path users = root.resolve("etc/registry-proxy/users.htpasswd");
        Map<String, Object> changes = new HashMap<>();
        changes.put("0.0.0.0:443", "127.0.0.1:" + site.port());
        changes.put("http://127.0.0.1:5000", site.upstream());
        changes.put("/usr/bin/java", Path.of(System.getProperty("java.home"), "bin/java"));
        changes.put(
                "/etc/letsencrypt/live/registry.example.com/fullchain.pem",
                site.tls().certificate());
        changes.put(
                "/etc/letsencrypt/live/registry.example.com/privkey.pem",
                site.tls().key());
        changes.put("REGAUTH_USERS=/etc/registry-proxy/users.htpasswd", "REGAUTH_USERS=" + users);
        changes.put(" /etc/", " " + root + "/etc/");
        changes.put("/opt/", root + "/opt/");
        changes.put("-g registry-proxy", "-g $(id -gn)");
        changes.put("systemd-sysusers ", "systemd-sysusers --root=" + root + " ");
        example = Example.copy("systemd", site.folder(), changes);

        Example.shell(example.commands().get(0)).run().succeeded();
        assertThat(Files.readString(root.resolve("etc/passwd"))).startsWith("registry-proxy:");
        assertThat(Files.readString(users)).startsWith("admin:$2y$");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                .isEqualTo("rw-r-----");
        Files.copy(site.users(), users, StandardCopyOption.REPLACE_EXISTING);

        Path credentials = Files.createDirectory(site.folder().resolve("credentials"));
        for (MatchResult credential : lines("LoadCredential=([^:]+):(.*)")) {
            Files.copy(Path.of(credential.group(2)), credentials.resolve(credential.group(1)));
        }
        Command service = Example.shell("exec " + lines("ExecStart=(.*)").get(0).group(1));
        for (MatchResult variable : lines("Environment=([A-Z_]+)=(.*)")) {
            service =
                    service.withEnvironment(variable.group(1), variable.group(2).replace("%d", credentials.toString()));
        }
        return service;
    }

    @Test
    void systemdFindsNothingWrong() {
        assertThat(analyze("verify", "--recursive-errors=no")).isEmpty();
    }

    /** From 0, which can do nothing, to 100; a service without any of it has 96. */
    @Test
    void littleIsLeftThatTheServiceMayDo() {
        analyze("security", "--offline=true", "--threshold=17");
    }

    private String analyze(String... words) {
        return Command.of("systemd-analyze", words)
                .with(example.file("registry-proxy.service").toString())
                .run()
                .succeeded();
    }

    private List<MatchResult> lines(String pattern) {
        List<MatchResult> lines = Pattern.compile("(?m)^" + pattern + "$")
                .matcher(example.text("registry-proxy.service"))
                .results()
                .toList();
        assertThat(lines).as(pattern).isNotEmpty();
        return lines;
    }
}
