package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that speaks TLS, and what the proxy shows it, or refuses to show it, of itself and its clients. */
class TlsUpstreamIT {

    @TempDir
    private Path folder;

    private TestCertificates certificates;

    @AutoClose
    private TestUpstream upstream;

    @BeforeEach
    void startUpstream() throws Exception {
        certificates = TestCertificates.create(Files.createDirectory(folder.resolve("upstream")));
        upstream = TestUpstream.tls(certificates);
    }

    @Test
    void anUpstreamWhoseAuthorityIsNamedIsTrustedAndSeesNothingOfTheClientsLogin() throws Exception {
        HttpResponse<String> response = throughProxy("127.0.0.1", trusting(certificates));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(upstream.requests()).isNotEmpty().noneMatch(headers -> headers.containsKey("Authorization"));
    }

    @Test
    void theUpstreamGetsTheProxysOwnCredentialsInPlaceOfTheClients() throws Exception {
        Path credentials = Files.writeString(folder.resolve("credentials"), "proxy:own:päss\n");
        Map<String, String> settings = new HashMap<>(trusting(certificates));
        settings.put("upstream-credentials", credentials.toString());

        HttpResponse<String> response = throughProxy("127.0.0.1", settings);

        String own = "Basic " + Base64.getEncoder().encodeToString("proxy:own:päss".getBytes(UTF_8));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(upstream.requests()).isNotEmpty().allMatch(headers -> List.of(own)
                .equals(headers.get("Authorization")));
    }

    @Test
    void anUpstreamOfAnotherAuthorityGetsNoRequest() throws Exception {
        TestCertificates other = TestCertificates.create(Files.createDirectory(folder.resolve("other")));

        assertThatNothingIsSent(throughProxy("127.0.0.1", trusting(other)), "PKIX");
    }

    @Test
    void anUpstreamThatTheSystemDoesNotTrustGetsNoRequest() throws Exception {
        assertThatNothingIsSent(throughProxy("127.0.0.1", Map.of()), "PKIX");
    }

    @Test
    void anUpstreamWithACertificateForAnotherNameGetsNoRequest() throws Exception {
        assertThatNothingIsSent(throughProxy("localhost", trusting(certificates)), "localhost");
    }

    private static Map<String, String> trusting(TestCertificates certificates) {
        return Map.of("upstream-ca", certificates.authority().resolve("ca.crt").toString());
    }

    /** The answer to a writer of a proxy that knows the upstream by this host. */
    private HttpResponse<String> throughProxy(String host, Map<String, String> settings) throws Exception {
        URI url = URI.create("https://" + host + ":" + upstream.port());
        Path users = User.writeFile(folder.resolve("users.htpasswd"), WRITER);
        try (RunningProxy proxy = JavaJar.start(folder, List.of(), url, users, settings)) {
            return Http.send(HttpRequest.newBuilder(proxy.endpoint().uri().resolve("/v2/"))
                    .header("Authorization", WRITER.authorization())
                    .build());
        }
    }

    private void assertThatNothingIsSent(HttpResponse<String> response, String cause) throws Exception {
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .startsWith("{\"errors\":[{\"code\":\"UNAVAILABLE\",")
                .doesNotContain(cause, String.valueOf(upstream.port()));
        assertThat(upstream.requests()).isEmpty();
        assertThat(Files.readString(JavaJar.log(folder)).lines())
                .anyMatch(line -> line.contains("event=upstream-failed") && line.matches(".*cause=.*" + cause + ".*"));
    }
}
