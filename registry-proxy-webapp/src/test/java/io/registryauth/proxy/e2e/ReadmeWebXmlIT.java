package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application whose {@code web.xml} has the filter as README.md names it. */
class ReadmeWebXmlIT {
    private static final String USERS = "/etc/registry/users.htpasswd";

    @Test
    void itLetsUsersInAndNobodyElse(@TempDir Path folder) throws Exception {
        String filter = Markdown.read(Path.of("..", "README.md")).snippet("xml", "<filter>");
        assertThat(filter).contains(USERS);
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER);
        Path application = folder.resolve("application");
        Files.writeString(
                Files.createDirectories(application.resolve("WEB-INF")).resolve("web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n"
                        + filter.replace(USERS, users.toString())
                        + "</web-app>\n");
        Files.writeString(application.resolve("hello.txt"), "hello");
        WebAppContext context = new WebAppContext();
        context.setWar(application.toString());
        context.setThrowUnavailableOnStartupException(true);

        try (RunningProxy running = JettyWebAppIT.start(context)) {
            URI hello = running.endpoint().uri().resolve("/hello.txt");
            HttpRequest.Builder request = HttpRequest.newBuilder(hello);
            assertThat(Http.send(request.build()).statusCode()).isEqualTo(401);
            HttpRequest login =
                    request.header("Authorization", WRITER.authorization()).build();
            assertThat(Http.send(login).body()).isEqualTo("hello");
        }
    }
}
