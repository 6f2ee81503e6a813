package io.registryauth.examples.proxy;

import static io.registryauth.proxy.e2e.User.WRITER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.registryauth.proxy.e2e.Daemon;
import io.registryauth.proxy.e2e.Endpoint;
import io.registryauth.proxy.e2e.User;
import io.registryauth.registry.HostileRequest;
import io.registryauth.registry.HostileRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the registry through a servlet that does not know of {@code io.registryauth.target}. */
class ForwardedTargetsIT {
    private static final Endpoint ENDPOINT = new Endpoint(Daemon.freePort(), null);
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final List<String> REACHED = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path folder;

    private static HttpServer upstream;
    private static Daemon proxy;

    @BeforeAll
    static void start() throws Exception {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            REACHED.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        upstream.start();
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER);
        URI registry = URI.create("http://127.0.0.1:" + upstream.getAddress().getPort());
        proxy = RunSh.start(ENDPOINT, users, registry, folder.resolve("tomcat.log"));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        upstream.stop(0);
    }

    @BeforeEach
    void forget() {
        REACHED.clear();
    }

    static Stream<HostileRequest> everyRequest() {
        return HostileRequests.all();
    }

    static Stream<HostileRequest> everyAmbiguousRequest() {
        return HostileRequests.ambiguous();
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void nothingHostileGetsThroughWithoutCredentials(HostileRequest hostile) throws Exception {
        int status = send(new String(hostile.http1(), ISO_8859_1));

        assertThat(hostile.mayBeAnsweredWith(status)).as("status %d", status).isTrue();
        assertThat(REACHED).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyAmbiguousRequest")
    void nothingAmbiguousGetsThroughForAWriter(HostileRequest hostile) throws Exception {
        int status = send(asWriter(new String(hostile.http1(), ISO_8859_1)));

        // What Tomcat has made unambiguous before the filter sees it goes on as that.
        boolean goesOn = hostile.mayBeAnsweredWith(401) && status == 200;
        assertThat(goesOn || (hostile.mayBeAnsweredWith(status) && status != 401))
                .as("status %d", status)
                .isTrue();
        assertThat(REACHED).isEqualTo(goesOn ? List.of(hostile.target()) : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/v2/",
                "/v2/team/app/manifests/latest",
                "/v2/team/app/blobs/sha256:" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "/v2/team/app/blobs/uploads/A-._:+=@~z?_state=a-._~!$'()*,:@%2B%2F%3D=",
                "/v2/team/app/tags/list?n=10&last=a%26b%3Bc+d",
                "/v2/_catalog?&n=1&",
            })
    void whatIsUnambiguousReachesTheRegistryLetterByLetter(String target) throws Exception {
        assertThat(send(asWriter("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")))
                .isEqualTo(200);
        assertThat(REACHED).containsExactly(target);
    }

    @Test
    void aQuestionMarkInAQueryReachesItEncoded() throws Exception {
        send(asWriter("GET /v2/_catalog?last=a?b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));

        assertThat(REACHED).containsExactly("/v2/_catalog?last=a%3Fb");
    }

    @Test
    void aMountWithoutASourceReachesItAsAnUpload() throws Exception {
        String uploads = "/v2/team/app/blobs/uploads/";
        send(asWriter("POST " + uploads + "?mount=" + DIGEST
                + "&n=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));

        assertThat(REACHED).containsExactly(uploads + "?n=1");
    }

    private static String asWriter(String request) {
        return request.replaceFirst("\r\n", "\r\nAuthorization: " + WRITER.authorization() + "\r\n");
    }

    private static int send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ENDPOINT.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer).matches("(?s)HTTP/1\\.1 \\d{3} .*");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
