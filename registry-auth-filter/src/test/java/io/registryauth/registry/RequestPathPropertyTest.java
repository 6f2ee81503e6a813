package io.registryauth.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the paths that pass against other readings of the same text. */
class RequestPathPropertyTest {
    private static final Pattern REGISTRY = Pattern.compile("/v[12](/[A-Za-z0-9._:+=@~-]+)*/?|/_ping");
    private static final Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}(/.*)?");
    private static final String[] PIECES = {
        "/",
        "/",
        "/",
        "v2",
        "v1",
        "V2",
        "_ping",
        "a",
        "b",
        ".",
        "..",
        "%2e",
        "%2E",
        "%2f",
        "%76",
        "%32",
        "%25",
        "%5c",
        "%00",
        "%c3%a9",
        "%c0%ae",
        "%7f",
        "%",
        ";",
        "\\",
        "+",
        ":",
        "~",
        "|",
        "\u00e9",
        " ",
        "manifests",
        "%3b"
    };

    @Test
    void everyServerReadsAPathThatPassesInTheSameWay() {
        Random random = new Random(20261123);
        int passed = 0;
        for (int i = 0; i < 300_000; i++) {
            String uri = anyPath(random);
            RequestPath path = parse(uri);
            if (path != null) {
                passed++;
                assertThat(path.raw()).isEqualTo(uri);
                assertThat(path.decoded()).as(uri).isEqualTo(decode(uri));
                assertThat(DOTS.matcher(path.decoded()).matches()).as(uri).isFalse();
                assertThat(path.decoded()).as(uri).doesNotContain("//");
                assertThat(countSlashes(path.decoded())).as(uri).isEqualTo(countSlashes(uri));
                String lower = path.decoded().toLowerCase(Locale.ROOT) + "/";
                assertThat(path.registry())
                        .as(uri)
                        .isEqualTo(lower.startsWith("/v1/") || lower.startsWith("/v2/") || lower.startsWith("/_ping/"));
            }
            boolean plain =
                    REGISTRY.matcher(uri).matches() && !DOTS.matcher(uri).matches();
            assertThat(path != null && path.registry()).as(uri).isEqualTo(plain);
            if (plain) {
                assertThat(URI.create(uri).normalize().getPath()).isEqualTo(uri);
            }
        }
        assertThat(passed).isGreaterThan(10_000);
    }

    private static String anyPath(Random random) {
        StringBuilder path = new StringBuilder("/");
        int pieces = random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            path.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return path.toString();
    }

    private static @Nullable RequestPath parse(String uri) {
        try {
            return RequestPath.parse(uri, "");
        } catch (BadRequestException e) {
            return null;
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static long countSlashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }
}
