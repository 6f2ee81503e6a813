package io.registryauth.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.pem.OpenSsl;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;

/** The server, with a small application in the proxy's place. */
final class TestServer implements AutoCloseable {
    private final TestApplication application = new TestApplication();
    private final RunningServer server;
    private final String scheme;

    private TestServer(List<String> arguments) throws Exception {
        Problems problems = new Problems();
        Flags flags = new Flags(CommandLine.parser().parseArgs(arguments.toArray(String[]::new)));
        Settings settings = Settings.read(ProxySettings.TABLE, List.of(flags), problems);
        Optional<Tls> tls = Tls.of(settings, problems);
        ServerSocketChannel socket =
                ListenSocket.bind(settings.get(ProxySettings.LISTEN), problems).orElseThrow();
        assertThat(problems.messages()).isEmpty();
        this.server = RunningServer.start(settings, application, tls, socket);
        this.scheme = tls.isPresent() ? "https" : "http";
    }

    static TestServer plain(String... arguments) throws Exception {
        return new TestServer(withListen(arguments));
    }

    /** With a certificate made in a folder. */
    static TestServer tls(Path folder, String... arguments) throws Exception {
        OpenSsl.selfSigned(folder, "server");
        List<String> all = withListen(arguments);
        all.addAll(List.of(
                "--tls-cert", folder.resolve("server.crt").toString(),
                "--tls-key", folder.resolve("server.key").toString()));
        return new TestServer(all);
    }

    private static List<String> withListen(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        if (!all.contains("--listen")) {
            all.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        return all;
    }

    int port() {
        return server.address().getPort();
    }

    TestApplication application() {
        return application;
    }

    HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port() + path))
                .build();
    }

    HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(Trust.all()).build();
    }

    /** Connects with one version of TLS and asks for one name. */
    SSLSocket handshake(String version, String name) throws Exception {
        SSLSocket socket = (SSLSocket) Trust.all().getSocketFactory().createSocket("127.0.0.1", port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Waits until the server takes no more connections. */
    void awaitRefusal() {
        Awaitility.await().until(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                return !socket.isConnected();
            } catch (ConnectException e) {
                return true;
            }
        });
    }

    @Override
    public void close() {
        application.release();
        stop();
    }

    void stop() {
        server.close();
    }
}
