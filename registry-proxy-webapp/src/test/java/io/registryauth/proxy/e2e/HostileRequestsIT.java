package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.registry.HostileRequest;
import io.registryauth.registry.HostileRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile request against the WAR in each way of running, in front of an upstream that notes what reaches it. */
class HostileRequestsIT {
    private static final List<String> REACHED = new CopyOnWriteArrayList<>();

    @AutoClose
    private static TestUpstream upstream;

    @AutoClose
    private static EveryWay proxies;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        upstream = TestUpstream.plain(exchange -> {
            REACHED.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
        });
        proxies = EveryWay.start(folder, upstream.uri(), WRITER);
    }

    static Stream<Arguments> everyRequestInEveryWay() {
        return Stream.of(Way.values()).flatMap(way -> HostileRequests.all().map(hostile -> Arguments.of(way, hostile)));
    }

    static Stream<Arguments> everyAmbiguousRequestInEveryWay() {
        return Stream.of(Way.values())
                .flatMap(way -> HostileRequests.ambiguous().map(hostile -> Arguments.of(way, hostile)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyRequestInEveryWay")
    void isRefusedWithoutCredentials(Way way, HostileRequest hostile) throws Exception {
        REACHED.clear();

        int status = send(way, hostile.http1());

        assertThat(hostile.mayBeAnsweredWith(status)).as("status %d", status).isTrue();
        assertThat(REACHED).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyAmbiguousRequestInEveryWay")
    void isRefusedToAWriterToo(Way way, HostileRequest hostile) throws Exception {
        REACHED.clear();

        int status = send(way, asWriter(hostile));

        // What a container has made unambiguous before the filter sees it goes on as that, with the writer's
        // credentials.
        boolean goesOn = hostile.mayBeAnsweredWith(401) && status == 200;
        assertThat(goesOn || (hostile.mayBeAnsweredWith(status) && status != 401))
                .as("status %d", status)
                .isTrue();
        assertThat(REACHED).isEqualTo(goesOn ? List.of(hostile.target()) : List.of());
    }

    @Test
    void noAmbiguousRequestBringsCredentialsOfItsOwn() {
        assertThat(HostileRequests.ambiguous().flatMap(hostile -> hostile.headers().stream()))
                .isNotEmpty()
                .noneMatch(field -> field.name().equalsIgnoreCase("Authorization"));
    }

    private static byte[] asWriter(HostileRequest hostile) {
        String header = "Authorization: " + WRITER.authorization() + "\r\n";
        return new String(hostile.http1(), ISO_8859_1)
                .replaceFirst("\r\n", "\r\n" + header)
                .getBytes(ISO_8859_1);
    }

    private static int send(Way way, byte[] request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), proxies.endpoint(way).port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request);
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer).matches("(?s)HTTP/1\\.1 \\d{3} .*");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
