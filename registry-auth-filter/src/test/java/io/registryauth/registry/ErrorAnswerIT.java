package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients see of a refusal in real containers. */
class ErrorAnswerIT {
    private static final String BODY =
            "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"janedoe may pull but not push\",\"detail\":null}]}";
    private static final int MEBIBYTE = 1 << 20;

    /** Refuses everything. */
    private static final class Refusing extends HttpServlet {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient CompletableFuture<Boolean> returned = new CompletableFuture<>();

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                ErrorAnswer.send(request, response, 403, "janedoe may pull but not push");
            } finally {
                returned.complete(true);
            }
        }
    }

    private static String head(String request, String... fields) {
        StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\r\nHost: x\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static TestContainer start(TestContainer.Kind kind) throws Exception {
        return TestContainer.start(kind, new Refusing());
    }

    @ParameterizedTest
    @EnumSource
    void answersAndKeepsTheConnectionWhereThereIsNoBody(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("GET /v2/x/tags/list"));
            String headers = client.readHeaders();
            assertThat(headers).startsWith("HTTP/1.1 403").doesNotContainIgnoringCase("Connection:");
            client.send(head("GET /v2/", "Connection: close"));
            String rest = client.readAll();
            assertThat(rest).startsWith(BODY + "HTTP/1.1 403").endsWith(BODY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersHeadWithoutAWordAboutABody(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("HEAD /v2/x/manifests/latest", "Connection: close"));
            String answer = client.readAll();
            assertThat(answer)
                    .startsWith("HTTP/1.1 403")
                    .endsWith("\r\n\r\n")
                    .doesNotContainIgnoringCase("Content-Type:")
                    .doesNotContainIgnoringCase("Content-Length:")
                    .doesNotContainIgnoringCase("Transfer-Encoding:");
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersHeadWithABodyInTheSameWay(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("HEAD /v2/x/manifests/latest", "Content-Length: 3") + "abc");
            String answer = client.readAll();
            assertThat(answer)
                    .startsWith("HTTP/1.1 403")
                    .endsWith("\r\n\r\n")
                    .containsIgnoringCase("Connection: close")
                    .doesNotContainIgnoringCase("Content-Type:");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT_CONTINUE_ON_READ"})
    void refusesAClientThatWaitsForLeaveWithoutGivingIt(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("PUT /v2/x/manifests/latest", "Content-Length: 1000", "Expect: 100-continue"));
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 403")
                    .containsIgnoringCase("Connection: close")
                    .endsWith("\r\n\r\n" + BODY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAClientThatReadsWhileItSends(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("PATCH /v2/x/blobs/uploads/1", "Content-Length: 1073741824"));
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return client.readHeaders();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            byte[] block = new byte[8192];
            for (int sent = 0; sent < MEBIBYTE / 2 && !answer.isDone(); sent += block.length) {
                client.send(block);
            }
            assertThat(answer.get()).startsWith("HTTP/1.1 403").containsIgnoringCase("Connection: close");
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAClientThatReadsOnlyAfterItHasSent(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("PUT /v2/x/manifests/latest", "Content-Length: " + MEBIBYTE));
            client.send(new byte[MEBIBYTE]);
            assertThat(client.readAll()).startsWith("HTTP/1.1 403").endsWith("\r\n\r\n" + BODY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAClientThatReadsOnlyAfterItHasSentChunks(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("PUT /v2/x/manifests/latest", "Transfer-Encoding: chunked"));
            for (int i = 0; i < 64; i++) {
                client.send("2000\r\n" + "x".repeat(8192) + "\r\n");
            }
            client.send("0\r\n\r\n");
            assertThat(client.readAll()).startsWith("HTTP/1.1 403").endsWith("\r\n\r\n" + BODY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hangsUpOnAClientThatSendsWithoutEnd(TestContainer.Kind kind) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(head("PATCH /v2/x/blobs/uploads/1", "Content-Length: 1073741824"));
            byte[] block = new byte[MEBIBYTE];
            assertThatIOException().isThrownBy(() -> {
                for (int sent = 0; sent < 64; sent++) {
                    client.send(block);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsForNoClientThatFallsSilent(TestContainer.Kind kind) throws Exception {
        Refusing servlet = new Refusing();
        try (TestContainer container = TestContainer.start(kind, servlet);
                RawClient client = new RawClient(container.port())) {
            client.send(head("PUT /v2/x/manifests/latest", "Content-Length: 10") + "abc");
            assertThat(servlet.returned).succeedsWithin(RawClient.PATIENCE);
            assertThat(client.readAll()).startsWith("HTTP/1.1 403").endsWith("\r\n\r\n" + BODY);
        }
    }

    /** Tomcat knows of no expectation in HTTP/1.0. */
    @ParameterizedTest
    @MethodSource("unfinishedRequests")
    void waitsForNoRestOfABody(TestContainer.Kind kind, String request) throws Exception {
        try (TestContainer container = start(kind);
                RawClient client = new RawClient(container.port())) {
            client.send(request);
            assertThat(client.readAll()).contains(" 403 ").endsWith("\r\n\r\n" + BODY);
        }
    }

    static Stream<Arguments> unfinishedRequests() {
        return Stream.of(TestContainer.Kind.values()).flatMap(kind -> Stream.of(
                        "PUT /v2/ HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\nabc",
                        head("PUT /v2/", "Transfer-Encoding: chunked") + "a\r\nabc")
                .map(request -> Arguments.of(kind, request)));
    }
}
