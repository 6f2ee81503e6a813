package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.GeneratedBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large transfers, many at once, and among them clients that go away. */
class ProxyTransfersIT extends ProxyTestBase {
    private static final long LARGE = 320L * 1024 * 1024;

    /** Of hundreds of transfers that are aborted at any moment, Jetty's client leaves a buffer or two to the garbage collector. */
    @Override
    long lost(String name) {
        return name.equals("buffers for the registry") ? 5 : super.lost(name);
    }

    /** Stores nothing: it answers an upload with its digest, and a download with the bytes and length asked for. */
    private ScriptedUpstream digesting() throws Exception {
        return upstream(connection -> {
            String head;
            while ((head = connection.readHead()) != null) {
                if (head.startsWith("GET ")) {
                    long length = Long.parseLong(head.substring(head.indexOf("blobs/") + 6, head.indexOf(" HTTP")));
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
                    GeneratedBytes bytes = new GeneratedBytes(length);
                    for (byte[] block = bytes.readNBytes(65536); block.length > 0; block = bytes.readNBytes(65536)) {
                        connection.write(block);
                    }
                } else {
                    MessageDigest digest = sha256();
                    connection.readBodyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                    String text = HexFormat.of().formatHex(digest.digest());
                    connection.write("HTTP/1.1 201 Created\r\nContent-Length: 64\r\n\r\n" + text);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void carriesMoreThanTheMemoryOfABufferBothWays(Container container) throws Exception {
        String url = "http://127.0.0.1:" + proxy(container, digesting().url());
        HttpClient client = HttpClient.newHttpClient();
        String digest = digestOf(LARGE);
        assertThat(upload(client, url, LARGE)).isEqualTo(digest);
        assertThat(download(client, url, LARGE)).isEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource
    void keepsConcurrentTransfersApart(Container container) throws Exception {
        int port = proxy(container, digesting().url());
        String url = "http://127.0.0.1:" + port;
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(24);
        List<Future<?>> results = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            long length = 1L + (i * 7919L) % 300_000;
            switch (i % 4) {
                case 0 ->
                    results.add(threads.submit(() -> {
                        assertThat(upload(client, url, length)).isEqualTo(digestOf(length));
                        return null;
                    }));
                case 1 ->
                    results.add(threads.submit(() -> {
                        assertThat(download(client, url, length)).isEqualTo(digestOf(length));
                        return null;
                    }));
                case 2 ->
                    results.add(threads.submit(() -> {
                        abandonUpload(port, length);
                        return null;
                    }));
                default ->
                    results.add(threads.submit(() -> {
                        abandonDownload(port, 10 * length);
                        return null;
                    }));
            }
        }
        threads.shutdown();
        for (Future<?> result : results) {
            result.get(120, TimeUnit.SECONDS);
        }
        assertThat(upload(client, url, 1000)).isEqualTo(digestOf(1000));
    }

    private static String upload(HttpClient client, String url, long length) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v2/a/blobs/uploads/u"))
                .version(HttpClient.Version.HTTP_1_1)
                .method("PATCH", BodyPublishers.ofInputStream(() -> new GeneratedBytes(length)))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(201);
        return response.body();
    }

    private static String download(HttpClient client, String url, long length) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v2/a/blobs/" + length))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        MessageDigest digest = sha256();
        try (DigestInputStream body = new DigestInputStream(
                client.send(request, BodyHandlers.ofInputStream()).body(), digest)) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void abandonUpload(int port, long length) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send("PATCH /v2/a/blobs/uploads/u HTTP/1.1\r\nHost: r\r\nContent-Length: " + 2 * length + "\r\n\r\n")
                    .send(new GeneratedBytes(length).readAllBytes());
            client.reset();
        }
    }

    private static void abandonDownload(int port, long length) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send("GET /v2/a/blobs/" + length + " HTTP/1.1\r\nHost: r\r\n\r\n");
            client.reset();
        }
    }

    private static String digestOf(long length) throws Exception {
        MessageDigest digest = sha256();
        new GeneratedBytes(length).transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() throws Exception {
        return MessageDigest.getInstance("SHA-256");
    }
}
