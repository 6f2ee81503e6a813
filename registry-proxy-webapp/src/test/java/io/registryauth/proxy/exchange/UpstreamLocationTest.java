package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.origin.Origin;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamLocationTest {
    private static UpstreamLocation location(String basePath) {
        return new UpstreamLocation(
                Objects.requireNonNull(Origin.parse("http", "registry:5000")),
                basePath,
                "/v2/a/blobs/uploads/?mount=x",
                Objects.requireNonNull(Origin.parse("https", "r.example")));
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/a/blobs/uploads/u?_state=a%3D%3D, https://r.example/v2/a/blobs/uploads/u?_state=a%3D%3D",
        "u?x=y, https://r.example/v2/a/blobs/uploads/u?x=y",
        "../b, https://r.example/v2/a/blobs/b",
        "http://registry:5000/v2/a, https://r.example/v2/a",
        "HTTP://REGISTRY:5000/v2/a, https://r.example/v2/a",
        "https://registry:5000/v2/a, https://r.example/v2/a",
        "//registry:5000/v2/a, https://r.example/v2/a",
        "https://r.example/v2/a?b#c, https://r.example/v2/a?b#c",
        "https://r.example:443/v2/a, https://r.example/v2/a",
        "http://r.example/v2/a, https://r.example/v2/a",
    })
    void leadsBackToTheProxy(String value, String expected) {
        assertThat(location("").location(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/base/v2/a, https://r.example/v2/a",
        "http://registry:5000/base/v2/a, https://r.example/v2/a",
        "https://r.example/base/v2/a, https://r.example/v2/a",
        "https://r.example/v2/a, https://r.example/v2/a",
        "u, https://r.example/v2/a/blobs/uploads/u",
        "/basement/v2/, https://r.example/basement/v2/",
        "/base, https://r.example",
    })
    void losesTheBasePath(String value, String expected) {
        assertThat(location("/base").location(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://store.example/b?X-Amz-Signature=a%2Fb&c=d",
                "http://registry:5001/v2/a",
                "http://registry/v2/a",
                "//store.example/b",
                "http://u:p@registry:5000/v2/",
                "mailto:somebody@r.example",
                "https://store.example/not a url",
                "http://",
                "http://:5000/x",
                "ftp://registry:5000/v2/a",
            })
    void leavesForeignOnesAlone(String value) {
        assertThat(location("").location(value)).isEqualTo(value);
        assertThat(location("/base").location(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://registry:5000/\\evil",
                "\\\\registry:5000\\x",
                "http://REGISTRY:5000/x y",
                "http://registry:5000/%zz"
            })
    void areLeftOutWhereTheyMakeNoSenseAndNameTheUpstream(String value) {
        assertThat(location("").location(value)).isNull();
        assertThat(location("").link("<x>; rel=next, <" + value + ">; rel=prev"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'</base/v2/_catalog?last=b&n=2>; rel=\"next\"', '</v2/_catalog?last=b&n=2>; rel=\"next\"'",
        "'<http://registry:5000/base/v2/x>; rel=\"next\"', '<https://r.example/v2/x>; rel=\"next\"'",
        "'<//registry:5000/base/v2/x>; rel=\"next\"', '<https://r.example/v2/x>; rel=\"next\"'",
        "'<//other/base/x>; rel=\"next\"', '<//other/base/x>; rel=\"next\"'",
        "'<https://other/base/x>; rel=\"a, b\"', '<https://other/base/x>; rel=\"a, b\"'",
        "'<x>; rel=next, </base/y>; rel=prev', '<x>; rel=next, </y>; rel=prev'",
        "'<not a url>; rel=next', '<not a url>; rel=next'",
        "'<$1\\>; rel=next', '<$1\\>; rel=next'",
        "nonsense, nonsense",
    })
    void linksLeadBackToo(String value, String expected) {
        assertThat(location("/base").link(value)).isEqualTo(expected);
    }
}
