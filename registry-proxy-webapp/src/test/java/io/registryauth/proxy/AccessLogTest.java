package io.registryauth.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.registryauth.RegistryAuthFilter;
import io.registryauth.proxy.exchange.RegistryProxyServlet;
import io.registryauth.proxy.log.RecordedLog;
import io.registryauth.proxy.origin.ClientOrigin;
import io.registryauth.proxy.origin.TrustedProxies;
import io.registryauth.spi.Access;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Action;
import io.registryauth.spi.Identity;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessLogTest {
    static Stream<TestContainer.Kind> containers() {
        return Stream.of(TestContainer.Kind.values());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void eachRequestMakesOneLineHoweverItIsAnswered(TestContainer.Kind kind) throws Exception {
        try (RecordedLog log = new RecordedLog();
                TestContainer container = TestContainer.start(kind, AccessLogTest::register)) {
            send(container, "GET", "/v2/team/app/tags/list?n=secret-query");
            send(container, "GET", "/async");
            send(container, "HEAD", "/async");
            send(container, "POST", "/dispatch");
            send(container, "GET", "/refused");
            send(container, "GET", "/refused-and-closed");
            send(container, "GET", "/fails");
            assertThatThrownBy(() -> send(container, "GET", "/breaks-off")).isInstanceOf(IOException.class);

            Awaitility.await().until(() -> log.of("access").size() >= 8);
            assertThat(log.of("access").stream().map(AccessLogTest::withoutTime))
                    .containsExactlyInAnyOrder(
                            "user=jane method=GET repository=team/app status=200 bytes=7 ms=5 client=127.0.0.1"
                                    + " path=/v2/team/app/tags/list",
                            "user=- method=GET repository=- status=202 bytes=1234 ms=5 client=127.0.0.1 path=/async",
                            "user=- method=HEAD repository=- status=202 bytes=1234 ms=5 client=127.0.0.1 path=/async",
                            "user=- method=POST repository=- status=204 bytes=0 ms=5 client=127.0.0.1 path=/dispatch",
                            "user=- method=GET repository=- status=403 bytes=3 ms=5 client=127.0.0.1 path=/refused",
                            "user=- method=GET repository=- status=403 bytes=3 ms=5 client=127.0.0.1"
                                    + " path=/refused-and-closed",
                            "user=- method=GET repository=- status=500 bytes=- ms=5 client=127.0.0.1 path=/fails",
                            "user=- method=GET repository=- status=200 bytes=3 ms=5 client=127.0.0.1 path=/breaks-off");
            assertThat(log.all()).doesNotContain("c2VjcmV0", "Basic", "secret-query");
        }
    }

    private static String withoutTime(String line) {
        return line.substring(line.indexOf(" event=access ") + " event=access ".length())
                .strip();
    }

    private static void register(ServletContext context) {
        AtomicLong clock = new AtomicLong();
        AccessLogFilter filter =
                new AccessLogFilter(new ClientOrigin(null, TrustedProxies.NONE), () -> clock.getAndAdd(5_000_000));
        var registration = context.addFilter("access-log", filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/*");
        var servlet = context.addServlet("answers", new Answers());
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
    }

    private static void send(TestContainer container, String method, String path) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + container.port() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .header("Authorization", "Basic c2VjcmV0OnNlY3JldA==")
                                .build(),
                        BodyHandlers.ofString());
    }

    private static final class Answers extends HttpServlet {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getRequestURI()) {
                case "/async" -> {
                    AsyncContext async = request.startAsync();
                    CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> {
                        request.setAttribute(RegistryProxyServlet.BYTES_ATTRIBUTE, 1234L);
                        response.setStatus(202);
                        async.complete();
                    });
                }
                case "/dispatch" -> {
                    if (request.getDispatcherType() == DispatcherType.REQUEST) {
                        request.startAsync().dispatch();
                    } else {
                        response.setStatus(204);
                        request.startAsync().complete();
                    }
                }
                case "/breaks-off" -> {
                    if (request.getDispatcherType() != DispatcherType.REQUEST) {
                        throw new IOException("to close the connection");
                    }
                    AsyncContext async = request.startAsync();
                    request.setAttribute(RegistryProxyServlet.BYTES_ATTRIBUTE, 3L);
                    response.setContentLength(100);
                    response.getOutputStream().print("no!");
                    response.flushBuffer();
                    async.dispatch();
                }
                case "/refused" -> refuse(response);
                case "/refused-and-closed" -> {
                    refuse(response);
                    throw new IOException("to close the connection");
                }
                case "/fails" -> throw new IOException("broken");
                default -> {
                    request.setAttribute(RegistryAuthFilter.IDENTITY_ATTRIBUTE, new Identity("jane"));
                    request.setAttribute(
                            RegistryAuthFilter.ACCESS_REQUEST_ATTRIBUTE,
                            new AccessRequest(
                                    "GET",
                                    request.getRequestURI(),
                                    List.of(new Access("team/app", Action.PULL), new Access("team/app", Action.PUSH))));
                    response.setContentLength(7);
                    response.getOutputStream().print("answer!");
                    response.flushBuffer();
                }
            }
        }

        private static void refuse(HttpServletResponse response) throws IOException {
            response.setStatus(403);
            response.setContentLength(3);
            response.getOutputStream().print("no!");
            response.flushBuffer();
        }
    }
}
