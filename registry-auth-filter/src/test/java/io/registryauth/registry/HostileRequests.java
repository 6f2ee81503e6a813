package io.registryauth.registry;

import io.registryauth.registry.HostileRequest.Part;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one table of hostile requests, for the rules themselves and for every container and application that they guard.
 * None of them has credentials that anybody accepts: what is ambiguous is refused before credentials are looked at.
 */
public final class HostileRequests {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String UPLOADS = "/v2/team/app/blobs/uploads/";

    private HostileRequests() {}

    /** Every hostile request. */
    public static Stream<HostileRequest> all() {
        return Stream.of(paths(), queries(), methods(), headers(), authorizations())
                .flatMap(List::stream);
    }

    /** Those that are refused whatever the credentials. */
    public static Stream<HostileRequest> ambiguous() {
        return all().filter(request -> request.part() != Part.AUTHORIZATION);
    }

    private static List<HostileRequest> paths() {
        return List.of(
                path("an encoded version", "/%76%32/team/app/manifests/latest"),
                path("a half-encoded version", "/v%32/_catalog"),
                path("an upper-case version", "/V2/_catalog"),
                path("an upper-case version 1", "/V1/users"),
                path("an upper-case ping", "/_PING"),
                path("an encoded ping", "/_pi%6eg"),
                path("a ping with a dotless i", "/_p%C4%B1ng"),
                path("a ping with a slash", "/_ping/"),
                path("a version with an encoded slash", "/v2%2fteam/app/manifests/latest"),
                path("a version with an encoded slash and dots", "/v2%2F.."),
                path("a version with a parameter", "/v2;x/_catalog"),
                path("a version with an encoded NUL", "/v2%00/_catalog"),
                path("an encoded repository", "/v2/%70rivate/manifests/latest"),
                path("an encoded colon", "/v2/team/app/blobs/sha256%3A" + "a".repeat(64)),
                path("an encoded space", "/v2/team/app%20/manifests/latest"),
                path("an encoded question mark", "/v2/team/app/manifests/latest%3Fx"),
                path("an encoded number sign", "/v2/team/app/manifests/latest%23x"),
                path("an encoded semicolon in a registry's path", "/v2/team%3Bx/manifests/latest"),
                path("a parameter in a repository", "/v2/private;x/manifests/latest"),
                path("a parameter before the version", "/;x/v2/_catalog"),
                path("a parameter at the end", "/v2/_catalog;x=.png"),
                path("dots with a parameter", "/v2/public/..;/private/manifests/latest"),
                path("a session id in the path", "/app;jsessionid=1"),
                path("a segment of two dots", "/v2/public/../private/manifests/latest"),
                path("two dots before the version", "/app/../v2/_catalog"),
                path("two dots at the end", "/v2/.."),
                path("two dots above the root", "/../v2/_catalog"),
                path("a segment of one dot", "/v2/./private/manifests/latest"),
                path("one dot before the version", "/./v2/_catalog"),
                path("one dot at the end", "/v2/."),
                path("encoded dots", "/v2/public/%2e%2e/private/manifests/latest"),
                path("half-encoded dots", "/v2/public/.%2E/private/manifests/latest"),
                path("encoded dots before the version", "/health/%2e%2e/v2/_catalog"),
                path("an encoded dot before the version", "/%2e/v2/_catalog"),
                path("dots with a parameter before the version", "/health/..;/v2/_catalog"),
                path("dots with an encoded slash", "/app/..%2fv2/_catalog"),
                path("dots encoded twice", "/v2/public/%252e%252e/private/manifests/latest"),
                path("dots encoded twice elsewhere", "/app/%252e%252e/v2/_catalog"),
                path("two slashes before the version", "//v2/_catalog"),
                path("two slashes after the version", "/v2//_catalog"),
                path("two slashes within", "/v2/team//app/manifests/latest"),
                path("two slashes at the end", "/v2/_catalog//"),
                path("two slashes elsewhere", "/app//x"),
                path("nothing but slashes", "//"),
                path("an encoded slash", "/v2/team%2Fapp/manifests/latest"),
                path("an encoded slash elsewhere", "/app%2fx"),
                path("a backslash", "/v2/team\\app/manifests/latest"),
                path("a backslash before the version", "/\\v2/_catalog"),
                path("an encoded backslash", "/v2/public%5c..%5cprivate/manifests/latest"),
                path("an encoded backslash elsewhere", "/app%5Cx"),
                path("an encoded NUL", "/v2/private/manifests/latest%00.png"),
                path("an encoded NUL elsewhere", "/app%00"),
                path("an encoded line feed", "/v2/team/app%0a/manifests/latest"),
                path("an encoded header", "/app%0d%0aX-Forwarded-For:%201"),
                path("an encoded tab", "/app%09"),
                path("an encoded delete", "/app%7f"),
                path("an encoded C1 control", "/app%C2%85"),
                path("a tab", "/v2/team\tapp/manifests/latest"),
                path("an octet beyond ASCII", "/v2/t\u00e9am/manifests/latest"),
                path("an octet beyond ASCII elsewhere", "/\u00e9"),
                path("an overlong slash", "/app%c0%afv2"),
                path("overlong dots", "/app/%c0%ae%c0%ae/v2/_catalog"),
                path("a surrogate", "/app%ed%a0%80"),
                path("a character cut off", "/app%c3"),
                path("an encoding without digits", "/app%zz"),
                path("an encoding cut off", "/app%4"),
                path("an encoding of another kind", "/app%u002e"),
                path("braces", "/v2/{team}/manifests/latest"),
                path("a bar", "/v2/team|app/manifests/latest"),
                path("a quote", "/v2/team\"app/manifests/latest"),
                path("a path too long", "/v2/" + "a/".repeat(2100)),
                path("an absolute target with dots", "http://127.0.0.1/app/../v2/_catalog"),
                path("an absolute target with two slashes", "http://127.0.0.1//v2/_catalog"));
    }

    private static List<HostileRequest> queries() {
        return List.of(
                query("two sources", "mount=" + DIGEST + "&from=public&from=private"),
                query("two equal sources", "mount=" + DIGEST + "&from=public&from=public"),
                query("an encoded name", "mount=" + DIGEST + "&fr%6fm=private"),
                query("an encoded name that hides another", "mount=" + DIGEST + "&from=public&fr%6Fm=private"),
                query("a name in another case", "mount=" + DIGEST + "&from=public&From=private"),
                query("a semicolon", "mount=" + DIGEST + "&from=public;from=private"),
                query("a name with brackets", "mount=" + DIGEST + "&from%5B%5D=private"),
                query("a parameter without a name", "=private"),
                query("a source that is no repository", "mount=" + DIGEST + "&from=..%2fprivate"),
                query("a source in upper case", "mount=" + DIGEST + "&from=Private"),
                query("a source with a space", "mount=" + DIGEST + "&from=private+"),
                query("an empty source", "mount=" + DIGEST + "&from="),
                query("a source without a value", "mount=" + DIGEST + "&from"),
                query("two mounts", "mount=" + DIGEST + "&mount=" + DIGEST + "&from=public"),
                query("a mount that is no digest", "mount=latest&from=public"),
                query("a plus that is read as a space", "mount=blake3+b64:eA&from=public"),
                query("two digests", "digest=" + DIGEST + "&digest=" + DIGEST),
                query("a digest in upper case", "digest=sha256:" + "A".repeat(64)),
                query("a digest encoded twice", "digest=sha256%253A" + "a".repeat(64)),
                query("malformed percent-encoding", "_state=%zz"),
                query("percent-encoding cut off", "_state=%4"),
                query("percent-encoding that is not UTF-8", "_state=%ff"),
                query("an overlong ampersand", "_state=x%c0%a6from=private"),
                query("an encoded NUL", "from=public%00private"),
                query("an encoded header", "_state=%0d%0aX-Forwarded-For:1"),
                query("a backslash", "_state=\\"),
                query("a quote", "_state=\""),
                query("an angle bracket", "_state=<x>"),
                query("a bar", "_state=a|b"),
                query("an octet beyond ASCII", "from=\u00e9"),
                query("a query too long", "_state=" + "x".repeat(4100)));
    }

    private static List<HostileRequest> methods() {
        return List.of(
                method("get"),
                method("Put"),
                method("delete"),
                method("OPTIONS"),
                method("TRACE").orFromContainers("Jetty forbids it in web applications", 403),
                method("TRACK"),
                method("PROPFIND"),
                method("PURGE"),
                method("GETS"),
                HostileRequest.of(Part.METHOD, "OPTIONS *", "OPTIONS", "*", 400)
                        .orFromContainers("Jetty has no application there, Tomcat answers for itself", 404, 200),
                HostileRequest.of(Part.METHOD, "CONNECT", "CONNECT", "127.0.0.1:80", 400)
                        .orFromContainers(
                                "Tomcat has no tunnels; Jetty makes up a path, where the proxy has nothing", 501, 404));
    }

    private static List<HostileRequest> headers() {
        return List.of(
                header("a length and chunks", 400, "Content-Length", "5", "Transfer-Encoding", "chunked")
                        .orFromContainers("Tomcat drops the length before any filter, and reads the chunks", 401),
                header("two lengths", 400, "Content-Length", "5", "Content-Length", "6"),
                header("two equal lengths", 400, "Content-Length", "0", "Content-Length", "0"),
                header("two lengths in one field", 400, "Content-Length", "0, 0"),
                header("a length with a sign", 400, "Content-Length", "+0"),
                header("a negative length", 400, "Content-Length", "-1"),
                header("two encodings", 400, "Transfer-Encoding", "chunked", "Transfer-Encoding", "identity"),
                header("an encoding before the chunks", 400, "Transfer-Encoding", "gzip, chunked")
                        .orFromContainers("Tomcat knows no other encodings", 501),
                header("an encoding after the chunks", 400, "Transfer-Encoding", "chunked, gzip"),
                header("an unknown encoding", 400, "Transfer-Encoding", "xchunked")
                        .orFromContainers("Tomcat knows no other encodings", 501),
                header("two hosts", 400, "Host", "other.example"),
                header("two content types", 400, "Content-Type", "a/b", "Content-Type", "multipart/form-data"),
                header("a form", 415, "Content-Type", "application/x-www-form-urlencoded"),
                header("a form in upper case", 415, "Content-Type", "APPLICATION/X-WWW-FORM-URLENCODED"),
                header("a form with a parameter", 415, "Content-Type", "application/x-www-form-urlencoded; a=b"),
                header("a form with parts", 415, "Content-Type", "multipart/form-data; boundary=x"),
                header("a form after another type", 415, "Content-Type", "a/b, application/x-www-form-urlencoded"),
                header("a form after a no-break space", 415, "Content-Type", "\u00c2\u00a0multipart/form-data"));
    }

    private static List<HostileRequest> authorizations() {
        return List.of(
                authorization("two credentials", 400, "Basic YTpi", "Basic Yzpk"),
                authorization("two equal credentials", 400, "Basic YTpi", "Basic YTpi"),
                authorization("two credentials in one field", 400, "Basic YTpi, Basic Yzpk"),
                authorization("two credentials without a space", 400, "Basic YTpi,Basic Yzpk"),
                authorization("no Base64", 400, "Basic !!!!"),
                authorization("Base64 of another alphabet", 400, "Basic YTpi_-"),
                authorization("Base64 with more after it", 400, "Basic YTpi YTpi"),
                authorization("no colon", 400, "Basic YQ=="),
                authorization("no credentials after the scheme", 400, "Basic"),
                authorization("credentials that are not UTF-8", 400, "Basic YTr/"),
                authorization("credentials too long", 400, "Basic " + "YWFh".repeat(1500) + "OmI="),
                authorization("an unknown scheme", 401, "Bearer YTpi"),
                authorization("another unknown scheme", 401, "Digest username=\"a\""));
    }

    private static HostileRequest path(String name, String target) {
        return HostileRequest.of(Part.PATH, name, "GET", target, 400);
    }

    private static HostileRequest query(String name, String query) {
        return HostileRequest.of(Part.QUERY, name, "POST", UPLOADS + "?" + query, 400, "Content-Length", "0");
    }

    private static HostileRequest method(String method) {
        return HostileRequest.of(Part.METHOD, method, method, "/v2/team/app/manifests/latest", 405);
    }

    private static HostileRequest header(String name, int status, String... fields) {
        return HostileRequest.of(Part.HEADERS, name, "POST", UPLOADS, status, fields);
    }

    private static HostileRequest authorization(String name, int status, String... values) {
        String[] fields = Stream.of(values)
                .flatMap(value -> Stream.of("Authorization", value))
                .toArray(String[]::new);
        return HostileRequest.of(Part.AUTHORIZATION, name, "GET", "/v2/", status, fields);
    }
}
