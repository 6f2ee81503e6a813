package io.registryauth.proxy.e2e;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.registryauth.proxy.pem.PemCertificates;
import io.registryauth.proxy.pem.PemPrivateKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server on a free port of 127.0.0.1 that a test stands in place of a registry, and that notes what comes to it. */
final class TestUpstream implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Headers> requests = new CopyOnWriteArrayList<>();

    private TestUpstream(HttpServer server, HttpHandler handler) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders());
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    static TestUpstream plain(HttpHandler handler) throws IOException {
        return new TestUpstream(HttpServer.create(address(), 0), handler);
    }

    /** One with TLS, which answers everything with 200 and no body. */
    static TestUpstream tls(TestCertificates certificates) throws Exception {
        HttpsServer server = HttpsServer.create(address(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity(certificates)));
        return new TestUpstream(server, exchange -> exchange.sendResponseHeaders(200, -1));
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static SSLContext identity(TestCertificates certificates) throws Exception {
        char[] password = "in memory".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                PemPrivateKey.parse(Files.readAllBytes(certificates.key())),
                password,
                PemCertificates.parse(Files.readAllBytes(certificates.certificate()))
                        .toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The header fields of every request so far. */
    List<Headers> requests() {
        return requests;
    }

    /** The header fields of the last request; null where none has come. */
    @Nullable
    Headers lastRequest() {
        return requests.isEmpty() ? null : requests.get(requests.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
