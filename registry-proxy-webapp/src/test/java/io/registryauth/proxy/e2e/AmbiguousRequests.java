package io.registryauth.proxy.e2e;

import static io.registryauth.proxy.e2e.AmbiguousRequest.PLAIN;
import static io.registryauth.proxy.e2e.AmbiguousRequest.arrives;
import static io.registryauth.proxy.e2e.AmbiguousRequest.brokenOff;
import static io.registryauth.proxy.e2e.AmbiguousRequest.brokenOffOrArrives;
import static io.registryauth.proxy.e2e.AmbiguousRequest.fields;
import static io.registryauth.proxy.e2e.AmbiguousRequest.refused;
import static io.registryauth.proxy.e2e.AmbiguousRequest.refusedOrArrives;

import java.util.List;
import java.util.stream.Stream;

/** Ways to hide one HTTP/1.1 request in another, and what may become of each; a few that are not ambiguous stand for contrast. */
final class AmbiguousRequests {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String LENGTH = "Content-Length: {len}";

    /** The hidden request as the one chunk of a body. */
    private static final String CHUNKS = "{hex}\r\n{hidden}\r\n0\r\n\r\n";

    /** The hidden request behind the last chunk. */
    private static final String AFTER_CHUNKS = "0\r\n\r\n{hidden}";

    private AmbiguousRequests() {}

    static Stream<AmbiguousRequest> all() {
        return Stream.of(
                        lengthsAndChunks(),
                        encodings(),
                        lengths(),
                        chunkSizes(),
                        chunkExtensions(),
                        chunkEnds(),
                        trailers(),
                        lines(),
                        names(),
                        hosts(),
                        targets(),
                        versions(),
                        methods(),
                        connections(),
                        expectations())
                .flatMap(List::stream);
    }

    private static List<AmbiguousRequest> lengthsAndChunks() {
        return List.of(
                // Tomcat drops the length before any filter sees it, as RFC 9112 allows, and closes the connection
                refusedOrArrives("a length, then chunks", fields(LENGTH + "\r\n" + CHUNKED, AFTER_CHUNKS), ""),
                refusedOrArrives("chunks, then a length", fields(CHUNKED + "\r\n" + LENGTH, AFTER_CHUNKS), ""),
                refusedOrArrives("a length of less", fields("Content-Length: 3\r\n" + CHUNKED, CHUNKS), "{hidden}"),
                refusedOrArrives("a length of nothing", fields("Content-Length: 0\r\n" + CHUNKED, CHUNKS), "{hidden}"),
                refused("a length and unknown chunks", fields(LENGTH + "\r\nTransfer-Encoding: xchunked", "{hidden}")),
                refused("a length and an empty encoding", fields(LENGTH + "\r\nTransfer-Encoding:", "{hidden}")),
                refused("a length, a comma and no encoding", fields(LENGTH + "\r\nTransfer-Encoding: ,", "{hidden}")),
                refused("a length and identity", fields(LENGTH + "\r\nTransfer-Encoding: identity", "{hidden}")),
                refused("two lengths and chunks", fields(LENGTH + "\r\n" + LENGTH + "\r\n" + CHUNKED, AFTER_CHUNKS)));
    }

    private static List<AmbiguousRequest> encodings() {
        return List.of(
                arrives("chunks", fields(CHUNKED, CHUNKS), "{hidden}"),
                arrives("chunks in upper case", fields("TRANSFER-ENCODING: CHUNKED", CHUNKS), "{hidden}"),
                arrives("chunks after a tab", fields("Transfer-Encoding:\tchunked", CHUNKS), "{hidden}"),
                arrives("chunks between spaces", fields("Transfer-Encoding:   chunked  ", CHUNKS), "{hidden}"),
                refused("chunks twice", fields(CHUNKED + "\r\n" + CHUNKED, CHUNKS)),
                refused("chunks twice in one field", fields(CHUNKED + ", chunked", CHUNKS)),
                refused("chunks, then identity", fields(CHUNKED + ", identity", CHUNKS)),
                refused("identity, then chunks", fields("Transfer-Encoding: identity, chunked", CHUNKS)),
                refused("identity in a field before", fields("Transfer-Encoding: identity\r\n" + CHUNKED, CHUNKS)),
                refused("identity in a field after", fields(CHUNKED + "\r\nTransfer-Encoding: identity", CHUNKS)),
                refused("identity alone", fields("Transfer-Encoding: identity", CHUNKS)),
                refused("gzip, then chunks", fields("Transfer-Encoding: gzip, chunked", CHUNKS)),
                refused("chunks, then gzip", fields(CHUNKED + ", gzip", CHUNKS)),
                refused("an unknown encoding", fields("Transfer-Encoding: xchunked", CHUNKS)),
                refused("an encoding that begins right", fields("Transfer-Encoding: chunkedx", CHUNKS)),
                refused("an unknown encoding, then chunks", fields("Transfer-Encoding: cow, chunked", CHUNKS)),
                refused("quoted chunks", fields("Transfer-Encoding: \"chunked\"", CHUNKS)),
                refused("chunks with a parameter", fields(CHUNKED + ";q=1", CHUNKS)),
                refused("a comma before chunks", fields("Transfer-Encoding: ,chunked", CHUNKS)),
                refused("a comma after chunks", fields("Transfer-Encoding: chunked,", CHUNKS)),
                refused("a vertical tab before chunks", fields("Transfer-Encoding: \u000bchunked", CHUNKS)),
                refused("a vertical tab after chunks", fields("Transfer-Encoding: chunked\u000b", CHUNKS)),
                refused("a form feed before chunks", fields("Transfer-Encoding: \fchunked", CHUNKS)),
                refused("a no-break space before chunks", fields("Transfer-Encoding: \u00a0chunked", CHUNKS)),
                refused("a NUL before chunks", fields("Transfer-Encoding: \u0000chunked", CHUNKS)),
                refused("a NUL after chunks", fields("Transfer-Encoding: chunked\u0000", CHUNKS)),
                refused("a space before the colon", fields("Transfer-Encoding : chunked", CHUNKS)),
                refused("a tab before the colon", fields("Transfer-Encoding\t: chunked", CHUNKS)),
                refused("a NUL before the colon", fields("Transfer-Encoding\u0000: chunked", CHUNKS)),
                refused("chunks on a line of their own", fields("Transfer-Encoding:\r\n chunked", CHUNKS)),
                refusedOrArrives(
                        "chunks folded into another field", fields("X-A: b\r\n Transfer-Encoding: chunked", ""), ""),
                refusedOrArrives("chunks folded by a tab", fields("X-A: b\r\n\tTransfer-Encoding: chunked", ""), ""),
                refused("chunks behind a bare CR", fields("X-A: b\rTransfer-Encoding: chunked", CHUNKS)),
                refused(
                        "chunks in HTTP/1.0",
                        "{method} {target} HTTP/1.0\r\nHost: {host}\r\nAuthorization: {auth}\r\n" + CHUNKED + "\r\n\r\n"
                                + CHUNKS),
                // the field is another one, and ends at the proxy for its underscore
                arrives(
                        "chunks with an underscore",
                        fields(LENGTH + "\r\nTransfer_Encoding: chunked", "{hidden}"),
                        "{hidden}"));
    }

    private static List<AmbiguousRequest> lengths() {
        return List.of(
                arrives("a length", fields(LENGTH, "{hidden}"), "{hidden}"),
                refused("two lengths", fields(LENGTH + "\r\nContent-Length: 3", "{hidden}")),
                refused("two equal lengths", fields(LENGTH + "\r\n" + LENGTH, "{hidden}")),
                refused(
                        "two lengths in different cases",
                        fields("Content-Length: 0\r\ncontent-length: {len}", "{hidden}")),
                refused("two lengths in one field", fields("Content-Length: {len}, 0", "{hidden}")),
                refused("two equal lengths in one field", fields("Content-Length: {len}, {len}", "{hidden}")),
                refused("two lengths without a comma", fields("Content-Length: {len} 0", "{hidden}")),
                refused("a length with a plus", fields("Content-Length: +{len}", "{hidden}")),
                refused("a length with a minus", fields("Content-Length: -{len}", "{hidden}")),
                refused("a length in hexadecimal", fields("Content-Length: 0x{hex}", "{hidden}")),
                refused("a length with a point", fields("Content-Length: {len}.0", "{hidden}")),
                refused("a length with an exponent", fields("Content-Length: {len}e0", "{hidden}")),
                refused("a length with an underscore", fields("Content-Length: 1_0", "{hidden}")),
                refused("a length in quotes", fields("Content-Length: \"{len}\"", "{hidden}")),
                refused("a length with a parameter", fields("Content-Length: {len};a=b", "{hidden}")),
                refused("an empty length", fields("Content-Length:", "{hidden}")),
                refused("a length of spaces", fields("Content-Length:   ", "{hidden}")),
                refused("a length beyond 64 bits", fields("Content-Length: 18446744073709551616{len}", "{hidden}")),
                refused("a length beyond 63 bits", fields("Content-Length: 9223372036854775808", "{hidden}")),
                refused("a length and a vertical tab", fields("Content-Length: {len}\u000b", "{hidden}")),
                refused("a length and a NUL", fields("Content-Length: {len}\u0000", "{hidden}")),
                refused("a length of other digits", fields("Content-Length: \u00b3", "{hidden}")),
                refused("a length of Arabic digits", fields("Content-Length: \u00d9\u00a5", "{hidden}")),
                refused("a space before the length's colon", fields("Content-Length : {len}", "{hidden}")),
                refused("a length on a line of its own", fields("Content-Length:\r\n {len}", "{hidden}")),
                refused("a length that is folded", fields("Content-Length: 0\r\n {len}", "{hidden}")),
                refusedOrArrives(
                        "a length with zeros before it", fields("Content-Length: 000{len}", "{hidden}"), "{hidden}"),
                arrives(
                        "a length with an underscore for a hyphen",
                        fields(LENGTH + "\r\nContent_Length: 0", "{hidden}"),
                        "{hidden}"),
                refused(
                        "a length in HTTP/1.0 and chunks",
                        "{method} {target} HTTP/1.0\r\nHost: {host}\r\nAuthorization: {auth}\r\n" + LENGTH + "\r\n"
                                + CHUNKED + "\r\n\r\n" + AFTER_CHUNKS));
    }

    private static List<AmbiguousRequest> chunkSizes() {
        return List.of(
                chunks("0x before a size", "0x{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a plus before a size", "+{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a minus before a size", "-{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a minus before nothing", "-0\r\n\r\n{hidden}"),
                chunks("a size beyond 32 bits", "1000000{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a size that is nothing in 32 bits", "100000000\r\n\r\n{hidden}"),
                chunks("a size that is nothing in 64 bits", "10000000000000000\r\n\r\n{hidden}"),
                chunks("a size beyond 64 bits", "100000000000000{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a size of minus one in 32 bits", "FFFFFFFF\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a size of minus one in 64 bits", "FFFFFFFFFFFFFFFF\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("no size", "\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a size that is no number", "G\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a size with an underscore", "1_0\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a size in quotes", "\"{hex}\"\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a size and a comma", "{hex},0\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("two sizes", "{hex} 0\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a space before a size", " {hex}\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a tab before a size", "\t{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a NUL after a size", "{hex}\u0000\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("a vertical tab after a size", "{hex}\u000b\r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("a space after a size", "{hex} \r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("a tab after a size", "{hex}\t\r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("zeros before a size", "0000000{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("more zeros before a size", "00000000000000000{hex}\r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("a size in lower case", CHUNKS.replace("{hex}", "0{hex}")),
                lenientChunks("zeros for the last chunk", "{hex}\r\n{hidden}\r\n0000\r\n\r\n"));
    }

    private static List<AmbiguousRequest> chunkExtensions() {
        return List.of(
                lenientChunks("an extension", "{hex};a=b\r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("an extension of the last chunk", "{hex}\r\n{hidden}\r\n0;a=b\r\n\r\n"),
                lenientChunks("an empty extension", "{hex};\r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("a quoted extension", "{hex};a=\"b;c\"\r\n{hidden}\r\n0\r\n\r\n"),
                lenientChunks("a space before an extension", "{hex} ;a=b\r\n{hidden}\r\n0\r\n\r\n"),
                // where the quotes count, the hidden request stands in them
                chunks("a quoted extension over two lines", "3;a=\"\r\nabc\r\n0\r\n\r\n{hidden}\"\r\nabc\r\n0\r\n\r\n"),
                chunks("an extension that ends in an LF", "{hex};a\n{hidden}\r\n0\r\n\r\n"),
                chunks("an empty extension that ends in an LF", "{hex};\n{hidden}\r\n0\r\n\r\n"),
                chunks("an extension with an LF within", "2;\nxx\r\n0\r\n\r\n{hidden}"),
                chunks("an extension with a CR within", "{hex};a\rb\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("an extension with a CR at the end", "{hex};a\r\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("an extension with a CR for its end", "2;a\rxx\r\n0\r\n\r\n{hidden}"),
                lenientChunks("an extension with a NUL", "{hex};a=\u0000\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("an extension of 64 KiB", "{hex};" + "a".repeat(65536) + "\r\n{hidden}\r\n0\r\n\r\n"));
    }

    private static List<AmbiguousRequest> chunkEnds() {
        return List.of(
                chunks("an LF after a size", "{hex}\n{hidden}\r\n0\r\n\r\n"),
                chunks("a CR after a size", "{hex}\r{hidden}\r\n0\r\n\r\n"),
                chunks("two CRs after a size", "{hex}\r\r\n{hidden}\r\n0\r\n\r\n"),
                chunks("an LF after a chunk", "{hex}\r\n{hidden}\n0\r\n\r\n"),
                chunks("a CR after a chunk", "{hex}\r\n{hidden}\r0\r\n\r\n"),
                chunks("nothing after a chunk", "{hex}\r\n{hidden}0\r\n\r\n"),
                chunks("two octets instead of CR and LF", "{hex}\r\n{hidden}XX0\r\n\r\n"),
                chunks("more than a chunk has", "3\r\nabc{hidden}\r\n0\r\n\r\n"),
                chunks("an LF after the last chunk", "3\r\nabc\r\n0\n\r\n{hidden}"),
                chunks("LFs at the end", "3\r\nabc\r\n0\n\n{hidden}"),
                chunks("an LF at the very end", "3\r\nabc\r\n0\r\n\n{hidden}"),
                chunks("a CR at the very end", "3\r\nabc\r\n0\r\n\r{hidden}"),
                chunks("two octets at the very end", "3\r\nabc\r\n0\r\nXX{hidden}"));
    }

    private static List<AmbiguousRequest> trailers() {
        return List.of(
                trailer("a length", "Content-Length: 0"),
                trailer("an encoding", "Transfer-Encoding: chunked"),
                trailer("credentials", "Authorization: Basic YTpi"),
                trailer("a host", "Host: other.example"),
                trailer("an address", "X-Forwarded-For: 192.0.2.1"),
                trailer("another method", "X-HTTP-Method-Override: DELETE"),
                trailer("a cookie", "Cookie: a=b"),
                trailer("a connection", "Connection: host"),
                trailer("underscores", "X_Forwarded_For: 192.0.2.1"),
                badTrailer("no colon", "X-Sum"),
                badTrailer("no name", ": 1"),
                badTrailer("a space before the colon", "X-Sum : 1"),
                badTrailer("a space in the name", "X Sum: 1"),
                badTrailer("a fold", "X-Sum: 1\r\n Content-Length: 0"),
                badTrailer("an LF", "X-Sum: 1\nContent-Length: 0"),
                badTrailer("a CR", "X-Sum: 1\rContent-Length: 0"),
                badTrailer("a NUL", "X-Sum: 1\u0000"));
    }

    private static List<AmbiguousRequest> lines() {
        return List.of(
                refusedOrArrives("a field that is folded", fields("X-A: b\r\n c", ""), ""),
                refusedOrArrives("a field that is folded by a tab", fields("X-A: b\r\n\tc", ""), ""),
                refusedOrArrives("a field that is folded into nothing", fields("X-A: b\r\n \r\nX-B: c", ""), ""),
                refused(
                        "a space before the first field",
                        "{method} {target} HTTP/1.1\r\n X-A: b\r\nHost: {host}\r\n" + "Authorization: {auth}\r\n\r\n"),
                refused(
                        "a fold of credentials",
                        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nAuthorization:\r\n {auth}\r\n\r\n"),
                refusedOrArrives("a field that ends in an LF", fields("X-A: b\nX-B: c", ""), ""),
                refusedOrArrives("a hidden field behind an LF", fields("X-A: b\nX-Forwarded-For: 192.0.2.1", ""), ""),
                refusedOrArrives(
                        "a hidden length behind an LF",
                        fields("X-A: b\nContent-Length: {len}", "{hidden}"),
                        "{hidden}"),
                refusedOrArrives("hidden chunks behind an LF", fields("X-A: b\n" + CHUNKED, CHUNKS), "{hidden}"),
                refused("a CR in a value", fields("X-A: b\rc", "")),
                refused("a CR in a value that hides a length", fields("X-A: b\rContent-Length: {len}", "{hidden}")),
                refused("a CR at the end of a value", fields("X-A: b\r", "")),
                refused("CRs for line ends", PLAIN.replace("\r\n", "\r") + "\r"),
                refusedOrArrives("LFs for line ends", PLAIN.replace("\r\n", "\n") + "\n", ""),
                refusedOrArrives(
                        "LFs for line ends around a length",
                        PLAIN.replace("\r\n", "\n") + LENGTH + "\n\n{hidden}",
                        "{hidden}"),
                refusedOrArrives(
                        "an LF after the request line",
                        "{method} {target} HTTP/1.1\nHost: {host}\r\nAuthorization: {auth}\r\n\r\n",
                        ""),
                refusedOrArrives("an LF for the empty line", PLAIN + LENGTH + "\r\n\n{hidden}", "{hidden}"),
                refused("a NUL in a value", fields("X-A: b\u0000c", "")),
                refusedOrArrives("a control character in a value", fields("X-A: b\u0001c", ""), ""),
                refusedOrArrives("a delete in a value", fields("X-A: b\u007fc", ""), ""),
                refusedOrArrives("octets beyond ASCII in a value", fields("X-A: \u00e9\u0085", ""), ""),
                arrives("an empty line before the request", "\r\n" + PLAIN + "\r\n", ""),
                refusedOrArrives("many empty lines before the request", "\r\n\r\n\r\n" + PLAIN + "\r\n", ""),
                refusedOrArrives("an LF before the request", "\n" + PLAIN + "\r\n", ""),
                refused("a space before the request", " " + PLAIN + "\r\n"),
                refused("a field of 64 KiB", fields("X-A: " + "b".repeat(65536), "")),
                refused("ten thousand fields", fields("X-A: b\r\n".repeat(10_000) + "X-B: c", "")));
    }

    private static List<AmbiguousRequest> names() {
        return List.of(
                refused("no name", fields(": b", "")),
                refused("no colon", fields("X-A", "")),
                refused("a space before a colon", fields("X-A : b", "")),
                refused("a space in a name", fields("X A: b", "")),
                refused("a NUL in a name", fields("X\u0000A: b", "")),
                refused("a bracket in a name", fields("X(A): b", "")),
                refused("a quote in a name", fields("\"Host\": b", "")),
                refused("a control character in a name", fields("X\u0001A: b", "")),
                refused("an octet beyond ASCII in a name", fields("X\u00e9A: b", "")),
                refused("a delete in a name", fields("X\u007fA: b", "")));
    }

    private static List<AmbiguousRequest> hosts() {
        return List.of(
                refused("two hosts", fields("Host: other.example", "")),
                refused("two equal hosts", fields("Host: {host}", "")),
                refused("two hosts in different cases", fields("hOST: other.example", "")),
                refused("no host", "{method} {target} HTTP/1.1\r\nAuthorization: {auth}\r\n\r\n"),
                host("an empty host", ""),
                refused("a host with a user", withHost("user@{host}")),
                refused("two hosts in one field", withHost("{host}, other.example")),
                refused("a host with a space", withHost("{host} other.example")),
                refused("a host with a path", withHost("{host}/v2/")),
                refused("a host with a port that is no number", withHost("127.0.0.1:http")),
                host("a host with a port too large", "127.0.0.1:65536"),
                host("a host that is no name", "a_b!c"),
                refused("a host with a NUL", withHost("{host}\u0000")),
                refused(
                        "a space before the host's colon",
                        "{method} {target} HTTP/1.1\r\nHost : {host}\r\nAuthorization: {auth}\r\n\r\n"),
                refused("a host on a line of its own", withHost("\r\n {host}")));
    }

    private static List<AmbiguousRequest> targets() {
        return List.of(
                line("an absolute target", "{method} http://{host}{target} HTTP/1.1"),
                line("an absolute target with another host", "{method} http://other.example{target} HTTP/1.1"),
                line("an absolute target with another scheme", "{method} https://{host}{target} HTTP/1.1"),
                line("an absolute target with a user", "{method} http://user@{host}{target} HTTP/1.1"),
                refusedLine("an absolute target without a host", "{method} http://{target} HTTP/1.1"),
                line("an absolute target with a scheme alone", "{method} http:{target} HTTP/1.1"),
                refusedLine("a target that names a host", "{method} {host} HTTP/1.1"),
                refusedLine("a target without a slash", "{method} v2/ HTTP/1.1"),
                refusedLine("a tunnel", "CONNECT {host} HTTP/1.1"),
                refusedLine("a star", "{method} * HTTP/1.1"),
                refusedLine("a fragment", "{method} {target}#/tags/list HTTP/1.1"),
                refusedLine("a space in the target", "{method} {target} /v2/ HTTP/1.1"),
                refusedLine("a request in the target", "{method} {target} HTTP/1.1 HTTP/1.1"),
                line("a tab before the version", "{method} {target}\tHTTP/1.1"),
                refusedLine("a vertical tab before the version", "{method} {target}\u000bHTTP/1.1"),
                refusedLine("a NUL in the target", "{method} {target}\u0000 HTTP/1.1"),
                refusedLine("an octet beyond ASCII in the target", "{method} {target}\u00e9 HTTP/1.1"),
                refusedLine("no target", "{method} HTTP/1.1"),
                line("two spaces before the target", "{method}  {target} HTTP/1.1"),
                line("two spaces before the version", "{method} {target}  HTTP/1.1"),
                line("a space after the version", "{method} {target} HTTP/1.1 "));
    }

    private static List<AmbiguousRequest> versions() {
        return List.of(
                refusedLine("no version", "{method} {target}"),
                refused("HTTP/0.9", "{method} {target}\r\n\r\n"),
                refused("HTTP/0.9 that spells it out", "{method} {target} HTTP/0.9\r\n\r\n"),
                arrives("HTTP/1.0", "{method} {target} HTTP/1.0\r\nHost: {host}\r\nAuthorization: {auth}\r\n\r\n", ""),
                arrives(
                        "HTTP/1.0 with a length",
                        "{method} {target} HTTP/1.0\r\nHost: {host}\r\nAuthorization: {auth}\r\n"
                                + "Connection: keep-alive\r\n" + LENGTH + "\r\n\r\n{hidden}",
                        "{hidden}"),
                line("HTTP/1.2", "{method} {target} HTTP/1.2"),
                refusedLine("HTTP/1.10", "{method} {target} HTTP/1.10"),
                refusedLine("HTTP/01.1", "{method} {target} HTTP/01.1"),
                refusedLine("HTTP/2.0", "{method} {target} HTTP/2.0"),
                refusedLine("HTTP/3", "{method} {target} HTTP/3"),
                line("a version in lower case", "{method} {target} http/1.1"),
                refusedLine("a space in the version", "{method} {target} HTTP /1.1"),
                refusedLine("another protocol", "{method} {target} ICY/1.1"),
                refused("half of the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\n"));
    }

    private static List<AmbiguousRequest> methods() {
        return List.of(
                refusedLine("a method in lower case", "delete {target} HTTP/1.1"),
                refusedLine("a method with an octet beyond ASCII", "GET\u00e9 {target} HTTP/1.1"),
                refusedLine("a method with a NUL", "GET\u0000 {target} HTTP/1.1"),
                refusedLine("a method in quotes", "\"GET\" {target} HTTP/1.1"),
                refusedLine("two methods", "GET,DELETE {target} HTTP/1.1"),
                refusedLine("a method with a colon", "GET: {target} HTTP/1.1"),
                line("a tab after the method", "{method}\t{target} HTTP/1.1"),
                refusedLine("no method", " {target} HTTP/1.1"),
                arrives("another method in a field", fields("X-HTTP-Method-Override: DELETE", ""), ""),
                arrives("another method with underscores", fields("X_HTTP_Method_Override: DELETE", ""), ""),
                arrives(
                        "another path in a field",
                        fields("X-Original-URL: /v2/_catalog\r\nX-Rewrite-URL: /v2/", ""),
                        ""),
                arrives(
                        "a body of any kind",
                        fields("Content-Type: message/http\r\n" + LENGTH, "{hidden}"),
                        "{hidden}"));
    }

    private static List<AmbiguousRequest> connections() {
        return List.of(
                nominated("authorization"),
                nominated("content-length"),
                nominated("transfer-encoding"),
                nominated("host"),
                nominated("x-forwarded-for, x-forwarded-host, x-forwarded-proto, via"),
                nominated("close, content-length"),
                nominated("keep-alive, Content-Length, Authorization, Host"),
                nominated("content-length\r\nConnection: host"),
                arrives(
                        "a nominated encoding",
                        fields("Connection: transfer-encoding\r\n" + CHUNKED, CHUNKS),
                        "{hidden}"),
                arrives(
                        "a keep-alive of the proxies'",
                        fields("Proxy-Connection: content-length\r\n" + LENGTH, "{hidden}"),
                        "{hidden}"),
                // a container that knows it answers 101, and the request when the client goes on in HTTP/2
                refusedOrArrives(
                        "an upgrade to HTTP/2",
                        fields(
                                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
                                ""),
                        ""),
                refusedOrArrives(
                        "an upgrade to HTTP/2 with a body",
                        fields(
                                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n" + LENGTH,
                                "{hidden}"),
                        "{hidden}"),
                refusedOrArrives(
                        "an upgrade to HTTP/2 with chunks",
                        fields(
                                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n" + CHUNKED,
                                CHUNKS),
                        "{hidden}"),
                arrives(
                        "an upgrade to a web socket",
                        fields(
                                "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                ""),
                        ""),
                arrives("a TE that nobody nominates", fields("TE: trailers, chunked", ""), ""));
    }

    private static List<AmbiguousRequest> expectations() {
        return List.of(
                arrives("an expectation", fields("Expect: 100-continue\r\n" + LENGTH, "{hidden}"), "{hidden}"),
                arrives("an expectation of chunks", fields("Expect: 100-continue\r\n" + CHUNKED, CHUNKS), "{hidden}"),
                arrives(
                        "an expectation in upper case",
                        fields("EXPECT: 100-CONTINUE\r\n" + LENGTH, "{hidden}"),
                        "{hidden}"),
                expect("two expectations", "100-continue\r\nExpect: 100-continue"),
                expect("two expectations in one field", "100-continue, 100-continue"),
                expect("an expectation with a space", "100 -continue"),
                expect("an unknown expectation", "200-ok"),
                expect("an empty expectation", ""),
                refusedOrArrives("an expectation without a body", fields("Expect: 100-continue", ""), ""));
    }

    private static AmbiguousRequest chunks(String name, String body) {
        return brokenOff(name, fields(CHUNKED, body), "");
    }

    private static AmbiguousRequest lenientChunks(String name, String body) {
        return brokenOffOrArrives(name, fields(CHUNKED, body), "{hidden}");
    }

    private static AmbiguousRequest trailer(String name, String trailer) {
        String field = trailer.substring(0, trailer.indexOf(':'));
        return arrives(
                "a trailer with " + name,
                fields("Trailer: " + field + "\r\n" + CHUNKED, "{hex}\r\n{hidden}\r\n0\r\n" + trailer + "\r\n\r\n"),
                "{hidden}");
    }

    private static AmbiguousRequest badTrailer(String name, String trailer) {
        return brokenOffOrArrives(
                "a trailer with " + name,
                fields("Trailer: X-Sum\r\n" + CHUNKED, "{hex}\r\n{hidden}\r\n0\r\n" + trailer + "\r\n\r\n"),
                "{hidden}");
    }

    private static AmbiguousRequest host(String name, String host) {
        return refusedOrArrives(name, withHost(host), "");
    }

    private static String withHost(String host) {
        return "{method} {target} HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: {auth}\r\n\r\n";
    }

    private static AmbiguousRequest line(String name, String requestLine) {
        return refusedOrArrives(name, withLine(requestLine), "{hidden}");
    }

    private static AmbiguousRequest refusedLine(String name, String requestLine) {
        return refused(name, withLine(requestLine));
    }

    private static String withLine(String requestLine) {
        return requestLine + "\r\nHost: {host}\r\nAuthorization: {auth}\r\n" + LENGTH + "\r\n\r\n{hidden}";
    }

    private static AmbiguousRequest nominated(String names) {
        return arrives("nominated " + names, fields("Connection: " + names + "\r\n" + LENGTH, "{hidden}"), "{hidden}");
    }

    private static AmbiguousRequest expect(String name, String value) {
        return refusedOrArrives(name, fields("Expect: " + value + "\r\n" + LENGTH, "{hidden}"), "{hidden}");
    }
}
