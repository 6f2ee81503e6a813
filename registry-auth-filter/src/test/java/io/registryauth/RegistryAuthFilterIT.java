package io.registryauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.registryauth.registry.TestContainer;
import io.registryauth.spi.AuthEvent;
import io.registryauth.spi.AuthListener;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter in real containers, in front of an application that is not a registry. */
class RegistryAuthFilterIT {
    /** Both with the password {@code myPassword}, as {@code htpasswd} makes them. */
    private static final String USERS = """
            jane:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/
            admin:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/
            """;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final List<AuthEvent> refusals = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource
    void theApplicationSeesTheIdentityAndNoPassword(TestContainer.Kind kind) throws Exception {
        try (TestContainer server = start(kind, false)) {
            HttpResponse<String> answer = get(server, "/reports", "jane");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("REQUEST user=jane principal=jane type=BASIC reader=true writer=false authorization=[]"
                            + " override=[] target=/reports");
            assertThat(get(server, "/reports", "admin").body()).contains("user=admin", "writer=true");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAuthorizationHeaderIsKeptWhereASettingSaysSo(TestContainer.Kind kind) throws Exception {
        try (TestContainer server = start(kind, true)) {
            assertThat(get(server, "/reports", "jane").body()).contains("authorization=[" + basic("jane") + "]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationThatGoesAsynchronousKeepsTheIdentity(TestContainer.Kind kind) throws Exception {
        try (TestContainer server = start(kind, false)) {
            assertThat(get(server, "/async/complete", "jane").body()).startsWith("REQUEST user=jane");
            assertThat(get(server, "/async/dispatch", "jane").body())
                    .startsWith("ASYNC user=jane")
                    .contains("authorization=[]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherPathsKeepTheirPercentEncodedNamesAndMethodsAreThePolicys(TestContainer.Kind kind) throws Exception {
        try (TestContainer server = start(kind, false)) {
            assertThat(get(server, "/r%C3%A9sum%C3%A9%20final", "jane").body())
                    .endsWith("target=/r%C3%A9sum%C3%A9%20final");
            assertThat(send(server, "OPTIONS", "/reports", "jane").statusCode()).isEqualTo(403);
            assertThat(send(server, "OPTIONS", "/reports", "admin").statusCode())
                    .isEqualTo(200);
            assertThat(send(server, "OPTIONS", "/v2/", "admin").statusCode()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusalsAreTheRegistrysOwn(TestContainer.Kind kind) throws Exception {
        try (TestContainer server = start(kind, false)) {
            HttpResponse<String> noCredentials = send(server, "GET", "/v2/", null);
            HttpResponse<String> push = send(server, "PUT", "/v2/team/app/manifests/1", "jane");

            assertThat(noCredentials.statusCode()).isEqualTo(401);
            assertThat(noCredentials.headers().firstValue("WWW-Authenticate"))
                    .hasValue("Basic realm=\"Registry\", charset=\"UTF-8\"");
            assertThat(noCredentials.headers().firstValue("Docker-Distribution-Api-Version"))
                    .hasValue("registry/2.0");
            assertThat(noCredentials.body())
                    .isEqualTo("{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\","
                            + "\"detail\":null}]}");
            assertThat(push.statusCode()).isEqualTo(403);
            assertThat(push.headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(push.body())
                    .isEqualTo("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"jane may pull but not push (PUT needs "
                            + "one of the writers: admin, admin-*)\",\"detail\":null}]}");
            assertThat(refusals)
                    .extracting(AuthEvent::user, AuthEvent::status, AuthEvent::path)
                    .containsExactly(tuple(null, 401, "/v2/"), tuple("jane", 403, "/v2/team/app/manifests/1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoGuessesHasToWaitAndIsToldForHowLong(TestContainer.Kind kind) throws Exception {
        RegistryAuthFilterBuilder guessed = builder(false).throttleFree(0).clientAddress(request -> "192.0.2.1");
        try (TestContainer server = TestContainer.start(kind, new TellingServlet(), guessed.build())) {
            HttpResponse<String> answer = guessUntilRefused(server);
            String seconds = answer.headers().firstValue("Retry-After").orElseThrow();

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(seconds)).isBetween(1, 60);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
            assertThat(answer.body())
                    .isEqualTo("{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"too many wrong passwords for "
                            + "stranger; try again in " + seconds + " s\",\"detail\":null}]}");
            assertThat(get(server, "/reports", "jane").statusCode()).isEqualTo(200);
            assertThat(refusals).extracting(AuthEvent::clientAddress).containsOnly("192.0.2.1");
        }
    }

    /** Each guess makes the next delay longer than a slow machine takes. */
    private static HttpResponse<String> guessUntilRefused(TestContainer server) throws Exception {
        for (int i = 0; i < 10; i++) {
            HttpRequest guess = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v2/"))
                    .header("Authorization", basic("stranger", "guess" + i))
                    .build();
            HttpResponse<String> answer = CLIENT.send(guess, BodyHandlers.ofString());
            if (answer.statusCode() != 401) {
                return answer;
            }
        }
        throw new AssertionError("ten guesses were looked at");
    }

    private TestContainer start(TestContainer.Kind kind, boolean keepAuthorization) throws Exception {
        return TestContainer.start(
                kind, new TellingServlet(), builder(keepAuthorization).build());
    }

    private RegistryAuthFilterBuilder builder(boolean keepAuthorization) throws IOException {
        return RegistryAuthFilter.builder()
                .htpasswd(Files.writeString(folder.resolve("users.htpasswd"), USERS))
                .keepAuthorization(keepAuthorization)
                .listener(new AuthListener() {
                    @Override
                    public void onRefused(AuthEvent event) {
                        refusals.add(event);
                        throw new IllegalStateException("a broken listener changes nothing");
                    }
                });
    }

    private static HttpResponse<String> get(TestContainer server, String path, String user) throws Exception {
        return send(server, "GET", path, user);
    }

    private static HttpResponse<String> send(TestContainer server, String method, String path, @Nullable String user)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-HTTP-Method-Override", "DELETE")
                .method(method, BodyPublishers.noBody());
        if (user != null) {
            request.header("Authorization", basic(user));
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String user) {
        return basic(user, "myPassword");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** Tells what it sees of the request, at once or asynchronously. */
    private static final class TellingServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().startsWith("/async/")
                    && request.getDispatcherType() == DispatcherType.REQUEST) {
                AsyncContext async = request.startAsync();
                if (request.getRequestURI().endsWith("dispatch")) {
                    async.start(async::dispatch);
                } else {
                    tell((HttpServletRequest) async.getRequest(), response);
                    async.start(async::complete);
                }
            } else {
                tell(request, response);
            }
        }

        private static void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .print(request.getDispatcherType() + " user=" + request.getRemoteUser() + " principal="
                            + request.getUserPrincipal().getName() + " type=" + request.getAuthType() + " reader="
                            + request.isUserInRole("reader") + " writer=" + request.isUserInRole("writer")
                            + " authorization=" + Collections.list(request.getHeaders("Authorization")) + " override="
                            + Collections.list(request.getHeaders("x-http-method-override")) + " target="
                            + request.getAttribute(RegistryAuthFilter.TARGET_ATTRIBUTE));
        }
    }
}
