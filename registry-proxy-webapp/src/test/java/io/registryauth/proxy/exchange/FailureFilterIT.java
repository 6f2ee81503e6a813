package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients see when something fails that nobody foresaw. */
class FailureFilterIT extends ProxyTestBase {
    static Stream<Arguments> failuresBeforeAnAnswer() {
        return inEveryContainer("/runtime", "/servlet", "/io", "/error", "/async");
    }

    static Stream<Arguments> failuresWithinAnAnswer() {
        return inEveryContainer("/begun", "/begun-of-known-length", "/begun-io", "/broken-off");
    }

    private static Stream<Arguments> inEveryContainer(String... paths) {
        return Arrays.stream(Container.values())
                .flatMap(container -> Arrays.stream(paths).map(path -> Arguments.of(container, path)));
    }

    @ParameterizedTest
    @MethodSource("failuresBeforeAnAnswer")
    void aFailureIsAnsweredAsARegistryDoes(Container container, String path) throws Exception {
        RawClient.Answer answer = client(failing(container)).send(get(path)).answer();
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.headers("Content-Type")).first().asString().startsWith("application/json");
        assertThat(answer.headers("X-Half")).isEmpty();
        assertThat(answer.text())
                .isEqualTo("{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":"
                        + "\"the proxy failed; its log says why\",\"detail\":null}]}");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsAnsweredToHeadWithoutABody(Container container) throws Exception {
        RawClient.Answer answer = client(failing(container))
                .send("HEAD /runtime HTTP/1.1\r\nHost: r\r\n\r\n")
                .answer("HEAD");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failuresWithinAnAnswer")
    void aFailureBreaksTheConnectionWhenAnAnswerHasBegun(Container container, String path) throws Exception {
        RawClient client = client(failing(container)).send(get(path));
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("UNKNOWN", "<html");
        assertThat(answer.whole()).isFalse();
        assertThat(client.isClosed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureWhileAnAnswerIsHandedOverNeverLooksLikeAWholeOne(Container container) throws Exception {
        RawClient client = client(failing(container)).send(get("/handed-over"));
        RawClient.Answer answer = client.answer();
        assertThat(answer.text()).doesNotContain("<html", "<!doctype");
        assertThat(answer.status() == 500 || !answer.whole()).isTrue();
    }

    private int failing(Container container) throws Exception {
        return running(container.start(Failing.class, Map.of())).port();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: r\r\n\r\n";
    }

    /** The filter in front of a servlet that fails in the way that the path names. */
    public static final class Failing implements BiConsumer<ServletContext, Map<String, String>> {
        @Override
        public void accept(ServletContext context, Map<String, String> settings) {
            FilterRegistration.Dynamic filter = context.addFilter("failure", new FailureFilter());
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
            ServletRegistration.Dynamic servlet = context.addServlet("fails", new Fails());
            servlet.setAsyncSupported(true);
            servlet.addMapping("/*");
        }
    }

    private static final class Fails extends HttpServlet {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            response.setHeader("X-Half", "made");
            switch (request.getRequestURI()) {
                case "/runtime" -> {
                    response.getWriter().print("half");
                    throw new IllegalStateException("a secret");
                }
                case "/servlet" -> throw new ServletException("a secret");
                case "/io" -> throw new IOException("a secret");
                case "/error" -> throw new AssertionError("a secret");
                case "/async" -> {
                    request.startAsync();
                    throw new IllegalStateException("a secret");
                }
                case "/handed-over" -> {
                    AsyncContext async = request.startAsync();
                    async.getResponse().getOutputStream().setWriteListener(new Nothing());
                    throw new IllegalStateException("a secret");
                }
                case "/begun" -> begin(response);
                case "/begun-of-known-length" -> {
                    response.setContentLength(100);
                    begin(response);
                }
                case "/begun-io" -> {
                    response.getOutputStream().print("half");
                    response.flushBuffer();
                    throw new IOException("a secret");
                }
                default -> BrokenOffException.breakOff(request, response);
            }
        }

        private static void begin(HttpServletResponse response) throws IOException {
            ServletOutputStream output = response.getOutputStream();
            output.print("half");
            response.flushBuffer();
            throw new IllegalStateException("a secret");
        }
    }

    private static final class Nothing implements WriteListener {
        @Override
        public void onWritePossible() {
            // it is never asked
        }

        @Override
        public void onError(Throwable failure) {
            // the connection is broken
        }
    }
}
