package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a client is sent with its upload, behind a TLS terminator that the proxy trusts, and behind one it does not. */
@TestInstance(Lifecycle.PER_CLASS)
class UploadLocationIT {

    private static final Map<String, String> TRUSTED = Map.of("trusted-proxies", "127.0.0.0/8");
    private static final Map<String, String> UNTRUSTED = Map.of("trusted-proxies", "192.0.2.0/24");

    private Path folder;
    private Path users;

    @AutoClose
    private RealRegistry registry;

    @AutoClose
    private TestUpstream recorder;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        users = User.writeFile(folder.resolve("users.htpasswd"), WRITER);
        registry = RealRegistry.start(folder);
        recorder = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(202, -1));
    }

    @ParameterizedTest
    @EnumSource
    void anUploadGoesOnUnderTheNameThatATrustedTerminatorHas(Way way) throws Exception {
        try (RunningProxy proxy = way.start(folder, registry.uri(), users, TRUSTED)) {
            assertThat(location(startUpload(proxy)))
                    .startsWith("https://registry.example.com/v2/team/app/blobs/uploads/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUploadGoesOnWhereItWasStartedWhenTheTerminatorIsNotTrusted(Way way) throws Exception {
        try (RunningProxy proxy = way.start(folder, registry.uri(), users, UNTRUSTED)) {
            assertThat(location(startUpload(proxy))).startsWith(proxy.endpoint().uri() + "/v2/team/app/blobs/uploads/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRegistryIsToldWhatATrustedTerminatorSays(Way way) throws Exception {
        try (RunningProxy proxy = way.start(folder, recorder.uri(), users, TRUSTED)) {
            startUpload(proxy);

            assertThatRegistryWasTold("198.51.100.7", "https", "registry.example.com");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRegistryIsToldWhatTheProxySeesWhenTheTerminatorIsNotTrusted(Way way) throws Exception {
        try (RunningProxy proxy = way.start(folder, recorder.uri(), users, UNTRUSTED)) {
            startUpload(proxy);

            assertThatRegistryWasTold("127.0.0.1", "http", proxy.endpoint().host());
        }
    }

    private void assertThatRegistryWasTold(String client, String scheme, String host) {
        Headers headers = Objects.requireNonNull(recorder.lastRequest());
        assertThat(headers.get("X-Forwarded-For")).containsExactly(client);
        assertThat(headers.get("X-Forwarded-Proto")).containsExactly(scheme);
        assertThat(headers.get("X-Forwarded-Host")).containsExactly(host);
    }

    /** Starts an upload as a TLS terminator passes it on. */
    private static HttpResponse<String> startUpload(RunningProxy proxy) {
        URI uploads = proxy.endpoint().uri().resolve("/v2/team/app/blobs/uploads/");
        HttpResponse<String> response = Http.send(HttpRequest.newBuilder(uploads)
                .POST(BodyPublishers.noBody())
                .header("Authorization", WRITER.authorization())
                .header("X-Forwarded-For", "198.51.100.7")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "registry.example.com")
                .build());
        assertThat(response.statusCode()).isEqualTo(202);
        return response;
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}
