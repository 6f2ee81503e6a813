package io.registryauth.examples.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example {@code from-nginx}: the proxy that takes an nginx's place, and its users. */
class FromNginxIT extends DeploymentContract {

    private static final Map<String, String> ALGORITHMS = Map.of(
            "-B", "bcrypt", "-m", "apr1", "-2", "sha256", "-5", "sha512", "-s", "sha1", "-d", "des", "-p", "plain");

    @SuppressWarnings("NullAway.Init") // set when it is deployed
    private Site site;

    @SuppressWarnings("NullAway.Init") // set when it is deployed
    private Example example;

    @Override
    Command deploy(Site site) throws Exception {
        this.site = site;
        Map<String, Object> changes = new HashMap<>();
        changes.put("$(dirname \"${BASH_SOURCE[0]}\")/../..", Example.ROOT);
        changes.put("0.0.0.0:443", "127.0.0.1:" + site.port());
        changes.put("http://127.0.0.1:5000", site.upstream());
        changes.put("/etc/registry/users.htpasswd", site.users());
        changes.put("/etc/registry/fullchain.pem", site.tls().certificate());
        changes.put("/etc/registry/privkey.pem", site.tls().key());
        example = Example.copy("from-nginx", site.folder(), changes);
        return example.server();
    }

    @Test
    void nginxTakesItsConfiguration() {
        Command.of("nginx", "-t", "-e", "stderr", "-p", site.folder().toString())
                .with("-c", example.file("nginx.conf").toString())
                .run()
                .succeeded();
    }

    @Test
    void theScriptNamesTheUsersWhoCannotLogInAsTheyAre() {
        for (Map.Entry<String, String> user : ALGORITHMS.entrySet()) {
            htpasswd(user.getKey(), user.getValue());
        }
        htpasswd("-B", "administrator");

        String report = Example.shell(example.commands().get(0)).run().failed();

        assertThat(report)
                .contains("administrator: is no writer here", "sha1: ", "des: ", "plain: ")
                .contains("7 of 10 can log in as they are")
                .hasLineCount(5);
        List<String> usable = List.of("bcrypt", "apr1", "sha256", "sha512", "administrator");
        await().until(() -> status("administrator") == 200);
        assertThat(usable).allMatch(name -> status(name) == 200);
        assertThat(List.of("sha1", "des", "plain")).allMatch(name -> status(name) == 401);
    }

    private void htpasswd(String algorithm, String name) {
        Command.of("htpasswd", "-b", algorithm, site.users().toString(), name, "secret")
                .run()
                .succeeded();
    }

    private int status(String name) {
        return status(new User(name, "secret"));
    }
}
