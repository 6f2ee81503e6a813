package io.registryauth.examples.benchmark.peer;

import io.registryauth.proxy.e2e.Command;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A peer from a package, with a configuration from a template.
 *
 * @param knownHashes which hashes it can verify
 * @param users what its configuration says of the users
 * @param command how the program is started, with a folder and the configuration in it
 */
record Program(String title, Predicate<Hash> knownHashes, Template template, UsersText users, Launch command)
        implements Peer {

    @FunctionalInterface
    interface UsersText {
        String of(Users users) throws IOException;
    }

    @FunctionalInterface
    interface Launch {
        Command command(Path folder, Path configuration);
    }

    static Program nginx() {
        return new Program(
                "nginx",
                hash -> true,
                new Template("nginx.conf"),
                users -> users.file().toString(),
                Program::nginx);
    }

    static Command nginx(Path folder, Path configuration) {
        return Command.of("nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString());
    }

    static Program httpd() {
        return new Program(
                "Apache httpd",
                hash -> true,
                new Template("httpd.conf"),
                users -> users.file().toString(),
                (folder, configuration) -> Command.of("apache2", "-DFOREGROUND", "-f", configuration.toString()));
    }

    static Program haProxy() {
        return new Program(
                "HAProxy",
                Hash::isBcrypt,
                new Template("haproxy.cfg"),
                users -> users.bcryptLines("  user %s password %s"),
                (folder, configuration) -> Command.of("haproxy", "-db", "-f", configuration.toString()));
    }

    static Program caddy() {
        return new Program(
                "Caddy",
                Hash::isBcrypt,
                new Template("Caddyfile"),
                users -> users.bcryptLines("\t\t%s %s"),
                (folder, configuration) -> Command.of("caddy", "run", "--adapter", "caddyfile")
                        .with("--config", configuration.toString())
                        .withEnvironment("HOME", folder));
    }

    @Override
    public boolean knows(Hash hash) {
        return knownHashes.test(hash);
    }

    @Override
    public Front start(Path folder, URI upstream, Users users) throws IOException {
        Endpoint endpoint = new Endpoint(Daemon.freePort(), null);
        Path configuration = template.write(
                folder,
                Map.of(
                        "LISTEN", endpoint.host(),
                        "UPSTREAM", upstream.getAuthority(),
                        "USERS", this.users.of(users)));
        return Front.start(endpoint, folder, command.command(folder, configuration), 401);
    }
}
