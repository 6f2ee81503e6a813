package io.registryauth.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which header fields pass the proxy, and what becomes of them. */
class ProxyHeadersIT extends ProxyTestBase {
    private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @ParameterizedTest
    @EnumSource
    void keepsFromTheRegistryWhatAClientMustNotTellIt(Container container) throws Exception {
        ScriptedUpstream upstream = answering(EMPTY);
        client(proxy(container, upstream.url()))
                .send("GET /v2/ HTTP/1.1\r\nHost: r.example\r\n"
                        + "Authorization: Basic dTpw\r\nCookie: a=b\r\nForwarded: host=evil\r\n"
                        + "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\n"
                        + "X-Forwarded-Port: 666\r\nX-Forwarded-Prefix: /evil\r\nX-Real-IP: 6.6.6.6\r\n"
                        + "X-HTTP-Method-Override: DELETE\r\nX-HTTP-Method: DELETE\r\nX-Method-Override: DELETE\r\n"
                        + "X-Original-URL: /v2/evil\r\nX-Rewrite-URL: /v2/evil\r\nX-Original-Method: DELETE\r\n"
                        + "Remote-User: admin\r\nX-Remote-User: admin\r\nX-WEBAUTH-USER: admin\r\n"
                        + "X-Authenticated-User: admin\r\nTrue-Client-IP: 6.6.6.6\r\nX-Client-IP: 6.6.6.6\r\n"
                        + "X-Scheme: https\r\nFront-End-Https: on\r\nProxy: http://evil\r\nX-Forwarded: for=6.6.6.6\r\n"
                        + "X-Host: evil\r\nX_Forwarded_For: 6.6.6.6\r\nRemote_User: admin\r\nX_Any: 1\r\n"
                        + "Proxy-Authorization: Basic dTpw\r\nProxy-Connection: keep-alive\r\n"
                        + "Keep-Alive: timeout=5\r\nTE: trailers\r\nUpgrade: other\r\nHTTP2-Settings: AAMAAABk\r\n"
                        + "Connection: X-Hop , keep-alive, Upgrade\r\nX-Hop: 1\r\n"
                        + "Accept: application/vnd.oci.image.index.v1+json\r\nAccept: */*\r\n"
                        + "User-Agent: docker/27\r\nIf-None-Match: \"sha256:abc\"\r\nRange: bytes=1-2\r\n\r\n")
                .answer();
        String head = upstream.nextHead();
        assertThat(head.lines().skip(1).sorted())
                .containsExactly(
                        "Accept: */*",
                        "Accept: application/vnd.oci.image.index.v1+json",
                        "Host: " + upstream.url().substring("http://".length()),
                        "If-None-Match: \"sha256:abc\"",
                        "Range: bytes=1-2",
                        "User-Agent: docker/27",
                        "Via: 1.1 registry-proxy",
                        "X-Forwarded-For: 127.0.0.1",
                        "X-Forwarded-Host: r.example",
                        "X-Forwarded-Proto: http");
    }

    @ParameterizedTest
    @EnumSource
    void believesATrustedProxyInFront(Container container) throws Exception {
        ScriptedUpstream upstream = answering(EMPTY);
        client(proxy(container, upstream.url(), "trusted-proxies", "10.0.0.0/8,127.0.0.1"))
                .send("GET /v2/ HTTP/1.1\r\nHost: inner:8080\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.1.2.3\r\n"
                        + "X-Forwarded-Proto: https\r\nX-Forwarded-Host: r.example\r\n\r\n")
                .answer();
        assertThat(upstream.nextHead())
                .contains("\r\nX-Forwarded-For: 192.0.2.7\r\n")
                .contains("\r\nX-Forwarded-Proto: https\r\n")
                .contains("\r\nX-Forwarded-Host: r.example\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void goesByThePublicUrlWhereThereIsOne(Container container) throws Exception {
        ScriptedUpstream upstream = answering(
                "HTTP/1.1 202 Accepted\r\nLocation: /v2/a/blobs/uploads/u?_state=x%3D\r\nContent-Length: 0\r\n\r\n");
        RawClient.Answer answer = client(proxy(container, upstream.url(), "public-url", "https://r.example:8443/"))
                .send("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: inner:8080\r\nContent-Length: 0\r\n\r\n")
                .answer();
        assertThat(answer.headers("Location"))
                .containsExactly("https://r.example:8443/v2/a/blobs/uploads/u?_state=x%3D");
        assertThat(upstream.nextHead())
                .contains("\r\nX-Forwarded-Proto: https\r\n")
                .contains("\r\nX-Forwarded-Host: r.example:8443\r\n")
                .contains("\r\nContent-Length: 0\r\n")
                .doesNotContainIgnoringCase("content-type");
    }

    @ParameterizedTest
    @EnumSource
    void addsTheProxysOwnCredentialsAndBasePath(Container container) throws Exception {
        ScriptedUpstream upstream = answering(EMPTY);
        client(proxy(container, upstream.url() + "/base/", "authorization", "Basic b3duOnBhc3M="))
                .send("GET /v2/a/tags/list?n=1&last=x%3A HTTP/1.1\r\nHost: r\r\nAuthorization: Basic dTpw\r\n\r\n")
                .answer();
        String head = upstream.nextHead();
        assertThat(head).startsWith("GET /base/v2/a/tags/list?n=1&last=x%3A HTTP/1.1\r\n");
        assertThat(head).contains("\r\nAuthorization: Basic b3duOnBhc3M=\r\n").doesNotContain("dTpw");
    }

    @ParameterizedTest
    @EnumSource
    void passesResponseFieldsOnAsTheyAre(Container container) throws Exception {
        ScriptedUpstream upstream = answering("HTTP/1.1 200 OK\r\n"
                + "Link: </v2/_catalog?last=b&n=2>; rel=\"next\"\r\n"
                + "WWW-Authenticate: Bearer realm=\"https://a.example/t\",service=\"r, s\"\r\n"
                + "Warning: 299 - \"one, two\"\r\nWarning: 299 - \"three\"\r\n"
                + "ETag: \"sha256:abc\"\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\n"
                + "Docker-Content-Digest: sha256:abc\r\n"
                + "Connection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                + "Content-Type: application/vnd.oci.image.manifest.v1+json\r\nContent-Length: 2\r\n\r\n{}");
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("GET /v2/_catalog?n=2 HTTP/1.1\r\nHost: r\r\n\r\n")
                .answer();
        assertThat(answer.headers("Link")).containsExactly("</v2/_catalog?last=b&n=2>; rel=\"next\"");
        assertThat(answer.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"https://a.example/t\",service=\"r, s\"");
        assertThat(answer.headers("Warning")).containsExactly("299 - \"one, two\"", "299 - \"three\"");
        assertThat(answer.headers("ETag")).containsExactly("\"sha256:abc\"");
        assertThat(answer.headers("Date")).containsExactly("Mon, 01 Jan 2024 00:00:00 GMT");
        assertThat(answer.headers("Docker-Content-Digest")).containsExactly("sha256:abc");
        assertThat(answer.headers("Content-Type")).containsExactly("application/vnd.oci.image.manifest.v1+json");
        assertThat(answer.headers("X-Hop")).isEmpty();
        assertThat(answer.text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @EnumSource
    void passesARedirectToAnObjectStoreOn(Container container) throws Exception {
        String store = "https://store.example/bucket/b?X-Amz-Signature=a%2Fb&X-Amz-Expires=1200";
        ScriptedUpstream upstream =
                answering("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + store + "\r\nContent-Length: 0\r\n\r\n");
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("GET /v2/a/blobs/b HTTP/1.1\r\nHost: r\r\n\r\n")
                .answer();
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.headers("Location")).containsExactly(store);
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void skipsInterimResponses(Container container) throws Exception {
        ScriptedUpstream upstream =
                answering("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                        + "HTTP/1.1 104 Upload Resumption\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + EMPTY);
        RawClient.Answer answer = client(proxy(container, upstream.url()))
                .send("GET /v2/ HTTP/1.1\r\nHost: r\r\n\r\n")
                .answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Link")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void forwardsNothingThatTheFilterDidNotFindValid(Container container) throws Exception {
        ScriptedUpstream upstream = answering(EMPTY);
        int port = proxy(container, upstream.url());
        RawClient.Answer without = client(port)
                .send("GET " + ProxyApplication.WITHOUT_TARGET + " HTTP/1.1\r\nHost: r\r\n\r\n")
                .answer();
        assertThat(without.status()).isEqualTo(500);
        for (String path : new String[] {"/", "/v3/", "/v20", "/_pingx", "/_ping/", "/metrics"}) {
            RawClient.Answer other = client(port)
                    .send("GET " + path + " HTTP/1.1\r\nHost: r\r\n\r\n")
                    .answer();
            assertThat(other.status()).as(path).isEqualTo(404);
            assertThat(other.text()).contains("\"errors\"");
        }
        assertThat(upstream.connections()).isZero();
    }
}
