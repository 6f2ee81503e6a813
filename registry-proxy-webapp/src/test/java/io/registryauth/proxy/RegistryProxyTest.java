package io.registryauth.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.proxy.log.RecordedLog;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryProxyTest {
    @TempDir
    Path folder;

    private Path users;

    @BeforeEach
    void makeUsers() throws Exception {
        // The password is secret; a low cost keeps the test quick.
        users = Files.writeString(
                folder.resolve("users"), "jane:$2y$04$0lACfVqWNPXRjXY7h3vjAe9OVvA9dzgQBGITg3evNnU0X/PTi5JE.\n");
    }

    @ParameterizedTest
    @EnumSource(TestContainer.Kind.class)
    void aRequestMeetsThePartsInTheirOrder(TestContainer.Kind kind) throws Exception {
        try (RecordedLog log = new RecordedLog();
                TestContainer container = start(kind, Map.of("regauth.users", users.toString()))) {
            assertThat(get(container, "/").statusCode()).isEqualTo(404);
            assertThat(get(container, "/index.html").body()).contains("\"code\":\"NAME_UNKNOWN\"");
            assertThat(get(container, "/%78").statusCode()).isEqualTo(404);
            assertThat(get(container, "/health").statusCode()).isEqualTo(503);
            assertThat(get(container, "/health/").statusCode()).isEqualTo(404);
            assertThat(get(container, "/v2/").statusCode()).isEqualTo(401);
            assertThat(get(container, "/v%32/").statusCode()).isEqualTo(400);
            assertThat(get(container, "/V2/").statusCode()).isEqualTo(400);
            assertThat(get(container, "/v2/", "jane", "secret").statusCode()).isEqualTo(502);
            assertThat(get(container, "/v2/", "jane", "wrong-password").statusCode())
                    .isEqualTo(401);

            // A client may see its answer before the line is there.
            Awaitility.await().until(() -> log.of("access").size() == 10);
            assertThat(log.of("access"))
                    .anyMatch(line -> line.contains("user=jane method=GET repository=- status=502"))
                    .allMatch(line -> line.indexOf("client=127.0.0.1") == line.lastIndexOf("client="));
            assertThat(log.of("refused")).anyMatch(line -> line.contains(" user=jane ") && line.contains("status=401"));
            assertThat(log.of("refused")).allMatch(line -> line.contains(" client=127.0.0.1"));
            assertThat(log.all()).doesNotContain("wrong-password", "secret", "Basic ");
        }
    }

    @ParameterizedTest
    @EnumSource(TestContainer.Kind.class)
    void behindATrustedProxyTheLogNamesTheClientItself(TestContainer.Kind kind) throws Exception {
        Map<String, String> params = Map.of("regauth.users", users.toString(), "regauth.trusted-proxies", "127.0.0.1");
        try (RecordedLog log = new RecordedLog();
                TestContainer container = start(kind, params)) {
            HttpRequest request = request(container, "/V2/")
                    .header("X-Forwarded-For", "192.0.2.7")
                    .build();
            HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            HttpRequest wrongMethod = request(container, "/v2/")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .header("X-Forwarded-For", "192.0.2.7")
                    .build();
            HttpClient.newHttpClient().send(wrongMethod, BodyHandlers.ofString());

            Awaitility.await().until(() -> log.of("access").size() == 2);
            assertThat(log.of("access")).allMatch(line -> line.contains("client=192.0.2.7"));
            assertThat(log.of("refused")).hasSize(2).allMatch(line -> line.contains("client=192.0.2.7"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestContainer.Kind.class)
    void aTerminatorThatIsNotNamedIsWarnedOf(TestContainer.Kind kind) throws Exception {
        Map<String, String> unnamed =
                Map.of("regauth.users", users.toString(), "regauth.public-url", "https://registry.example");
        Map<String, String> named = new HashMap<>(unnamed);
        named.put("regauth.trusted-proxies", "192.0.2.1");
        try (RecordedLog log = new RecordedLog()) {
            start(kind, named).close();
            assertThat(log.of("clients-not-told-apart")).isEmpty();
            start(kind, unnamed).close();
            assertThat(log.of("clients-not-told-apart")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestContainer.Kind.class)
    void theAccessLogCanBeSwitchedOff(TestContainer.Kind kind) throws Exception {
        Map<String, String> params = Map.of("regauth.users", users.toString(), "regauth.access-log", "off");
        try (RecordedLog log = new RecordedLog();
                TestContainer container = start(kind, params)) {
            assertThat(get(container, "/v2/").statusCode()).isEqualTo(401);
            assertThat(log.of("access")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestContainer.Kind.class)
    void aWrongSettingKeepsTheApplicationFromDeployingWithEveryProblemInTheLog(TestContainer.Kind kind) {
        try (RecordedLog log = new RecordedLog()) {
            Map<String, String> params = Map.of(
                    "regauth.upstream", "nonsense", "regauth.usrs", users.toString(), "another.application", "x");
            assertThatThrownBy(() -> start(kind, params)).isInstanceOf(IllegalStateException.class);

            assertThat(log.of("setting-refused")).hasSize(3);
            assertThat(log.all())
                    .contains(
                            "context-param regauth.upstream: \\\"nonsense\\\" does not begin with http:// or https://")
                    .contains("context-param regauth.usrs: there is no such setting; did you mean regauth.users?")
                    .contains("users: name the users file");
        }
    }

    @ParameterizedTest
    @EnumSource(TestContainer.Kind.class)
    void whatOnlyAppliesToJavaJarWarnsInAContainer(TestContainer.Kind kind) throws Exception {
        Map<String, String> params =
                Map.of("regauth.users", users.toString(), "regauth.listen", "x", "regauth.tls-cert", "/none");
        try (RecordedLog log = new RecordedLog();
                TestContainer container = start(kind, params)) {
            assertThat(get(container, "/v2/").statusCode()).isEqualTo(401);

            assertThat(log.of("setting-ignored")).hasSize(2).allMatch(line -> line.contains("level=warn"));
            assertThat(log.all())
                    .contains("context-param regauth.listen: applies to java -jar only")
                    .contains("context-param regauth.tls-cert: applies to java -jar only");
        }
    }

    @ParameterizedTest
    @EnumSource(TestContainer.Kind.class)
    void whatNobodyForesawIsAnsweredAsARegistryDoesAndLoggedOnce(TestContainer.Kind kind) throws Exception {
        try (RecordedLog log = new RecordedLog();
                TestContainer container =
                        start(kind, new FailingBehindTheProxy(), Map.of("regauth.users", users.toString()))) {
            HttpResponse<String> answer = get(container, "/v2/fails", "jane", "secret");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("\"code\":\"UNKNOWN\"").doesNotContain("nobody foresaw");

            Awaitility.await().until(() -> log.of("access").size() == 1);
            assertThat(log.of("access")).allMatch(line -> line.contains("user=jane") && line.contains("status=500"));
            assertThat(log.of("unexpected-failure"))
                    .singleElement()
                    .asString()
                    .contains("path=/v2/fails", "nobody foresaw this", "RegistryProxyTest$Fails.service");
            assertThat(log.all()).containsOnlyOnce("nobody foresaw");
        }
    }

    /** The web application, with a servlet beside the proxy. */
    private static final class FailingBehindTheProxy implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            new RegistryProxy().contextInitialized(event);
            event.getServletContext().addServlet("fails", new Fails()).addMapping("/v2/fails");
        }
    }

    private static final class Fails extends HttpServlet {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("nobody foresaw this");
        }
    }

    private static TestContainer start(TestContainer.Kind kind, Map<String, String> params) throws Exception {
        return start(kind, new RegistryProxy(), params);
    }

    private static TestContainer start(
            TestContainer.Kind kind, ServletContextListener application, Map<String, String> params) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("regauth.upstream", "http://127.0.0.1:1"));
        all.putAll(params);
        return TestContainer.start(kind, application, all);
    }

    private static HttpResponse<String> get(TestContainer container, String path) throws Exception {
        return HttpClient.newHttpClient().send(request(container, path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(TestContainer container, String path, String user, String password)
            throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = request(container, path)
                .header("Authorization", "Basic " + credentials)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(TestContainer container, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + container.port() + path));
    }
}
