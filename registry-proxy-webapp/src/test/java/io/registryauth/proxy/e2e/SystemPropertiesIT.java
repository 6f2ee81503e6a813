package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The WAR deployed to Jetty, configured by system properties. */
class SystemPropertiesIT {

    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();

    @AutoClose
    private TestUpstream upstream;

    @BeforeEach
    void start() throws Exception {
        upstream = TestUpstream.plain(exchange -> exchange.sendResponseHeaders(200, -1));
        properties.put("regauth.upstream", upstream.uri().toString());
        properties.put(
                "regauth.users", User.writeFile(folder.resolve("users"), WRITER).toString());
        properties.put("regauth.realm", "from a property");
    }

    @Test
    void systemPropertiesConfigureTheApplication() throws Exception {
        try (RunningProxy proxy = deploy()) {
            URI registry = proxy.endpoint().uri().resolve("/v2/");
            HttpResponse<String> refused =
                    Http.send(HttpRequest.newBuilder(registry).build());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("realm=\"from a property\"");

            HttpRequest login = HttpRequest.newBuilder(registry)
                    .header("Authorization", WRITER.authorization())
                    .build();
            assertThat(Http.send(login).statusCode()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void aSystemPropertyThatIsNoSettingStopsTheDeployment() {
        properties.put("regauth.raelm", "x");

        assertThatThrownBy(this::deploy)
                .hasStackTraceContaining(
                        "system property regauth.raelm: there is no such setting; did you mean regauth.realm?");
    }

    /** Deploys the WAR without context parameters; the properties stand only meanwhile. */
    private RunningProxy deploy() throws Exception {
        properties.forEach(System::setProperty);
        try {
            return JettyWebAppIT.start(JettyWebAppIT.webApp(folder));
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }
}
