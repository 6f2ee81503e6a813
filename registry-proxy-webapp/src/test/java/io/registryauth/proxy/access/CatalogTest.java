package io.registryauth.proxy.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.proxy.user.CommandException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void followsThePagesBelowItsOwnUrl() throws Exception {
        answer("/base/v2/_catalog", exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            if (query.equals("n=1000")) {
                // whatever a link leads to, credentials go nowhere else
                exchange.getResponseHeaders()
                        .set("Link", "<http://127.0.0.1:1/v2/_catalog?last=team%2Fapp&n=1000>; rel=\"next\"");
                body(exchange, 200, "{\"repositories\":[\"base\",\"team/app\"]}");
            } else {
                body(exchange, 200, "{\"other\":[{}],\"repositories\":[\"tools\"]}");
            }
        });
        Path credentials = Files.writeString(folder.resolve("credentials"), "proxy:secret\n");

        assertThat(catalog("/base", credentials).names()).containsExactly("base", "team/app", "tools");
        assertThat(asked)
                .containsExactly(
                        "/base/v2/_catalog?n=1000 Basic cHJveHk6c2VjcmV0",
                        "/base/v2/_catalog?last=team%2Fapp&n=1000 Basic cHJveHk6c2VjcmV0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {} | is refused (401); name a file with the registry's credentials as --upstream-credentials",
                "404 | {} | is not there (404); give the repositories as arguments",
                "302 | {} | is answered with 302",
                "200 | <html> | is not what a registry answers; is this its URL?",
                "200 | {} | is not what a registry answers; is this its URL?",
                "200 | {\"repositories\":[1]} | is not what a registry answers; is this its URL?",
                "200 | {\"repositories\":[\"a\" | is not what a registry answers; is this its URL?",
                "200 | {\"repositories\":[\"A\\u001bB\"]} | holds the name of no repository: A\u001bB"
            })
    void saysWhatIsWrongWithAnAnswer(int status, String json, String problem) throws Exception {
        answer("/v2/_catalog", exchange -> body(exchange, status, json));

        assertThatThrownBy(() -> catalog("", null).names())
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "the catalog http://127.0.0.1:" + server.getAddress().getPort() + "/v2/_catalog " + problem);
    }

    @Test
    void aRegistryWithoutRepositoriesHasNone() throws Exception {
        answer("/v2/_catalog", exchange -> body(exchange, 200, "{\"repositories\":null}"));

        assertThat(catalog("", null).names()).isEmpty();
    }

    @Test
    void aPageWithoutNamesIsTheLast() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        answer("/v2/_catalog", exchange -> {
            exchange.getResponseHeaders().set("Link", "</v2/_catalog?last=" + pages.incrementAndGet() + ">; rel=next");
            body(exchange, 200, "{\"repositories\":[]}");
        });

        assertThat(catalog("", null).names()).isEmpty();
        assertThat(pages).hasValue(1);
    }

    @Test
    void pagesThatGoRoundAreNotFollowed() {
        answer("/v2/_catalog", exchange -> {
            exchange.getResponseHeaders().set("Link", "</v2/_catalog?last=a&n=1>; rel=next");
            body(exchange, 200, "{\"repositories\":[\"a\"]}");
        });

        assertThatThrownBy(() -> catalog("", null).names())
                .hasMessageEndingWith("goes on without end; give the repositories as arguments");
        assertThat(asked).hasSize(2);
    }

    @Test
    void aPageWithoutEndIsNotReadOn() {
        byte[] names = "\"a\",".repeat(1 << 16).getBytes(UTF_8);
        answer("/v2/_catalog", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"repositories\":[".getBytes(UTF_8));
            for (int i = 0; i < 4 * (CatalogPage.MAX_BYTES / names.length); i++) {
                exchange.getResponseBody().write(names);
            }
        });

        assertThatThrownBy(() -> catalog("", null).names()).hasMessageContaining("it is larger than 64 MiB");
    }

    @Test
    void nobodyThereIsTold() throws Exception {
        Catalog catalog = catalog("", null);
        server.stop(0);

        assertThatThrownBy(catalog::names)
                .hasMessageEndingWith("cannot be asked for: the registry does not accept connections");
    }

    private Catalog catalog(String path, @Nullable Path credentials) {
        Problems problems = new Problems();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        Settings settings = Settings.read(
                ProxySettings.OF_UPSTREAM,
                List.of(setting -> {
                    if (setting.equals(ProxySettings.UPSTREAM)) {
                        return url;
                    }
                    return setting.equals(ProxySettings.UPSTREAM_CREDENTIALS) && credentials != null
                            ? credentials.toString()
                            : null;
                }),
                problems);
        Catalog catalog = Catalog.of(settings, problems).orElseThrow();
        assertThat(problems.messages()).isEmpty();
        return catalog;
    }

    private void answer(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void body(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
