package io.registryauth.proxy.e2e;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A request that somebody might have sent to a registry, or that somebody made of one.
 *
 * @param plain whether it is as a client would send it
 * @param user null for a stranger
 * @param framing the fields that frame the body
 * @param content the body as it is sent
 * @param body the body as it is meant
 */
record FuzzedRequest(
        boolean plain,
        String method,
        String target,
        @Nullable User user,
        String framing,
        String content,
        String body) {

    private static final String DIGEST = "sha256:" + "0a".repeat(32);
    private static final String HIDDEN = "DELETE /v2/hidden/manifests/1 HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final Pattern ABSOLUTE = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/?#]*)?");

    /** What the registry, and every server before it, reads in one way only. */
    private static final Pattern UNAMBIGUOUS = Pattern.compile(
            "(/_ping|/v[12](/(?!\\.{1,2}([/?]|$))[A-Za-z0-9._:+=@~-]+)*/?)(\\?[A-Za-z0-9._~!$&'()*+,=:@/?%-]+)?");

    private static final List<String> NAMES = List.of(
            "app", "team/app", "a__b/c-d.e--f", "manifests", "team/blobs/uploads", "a/manifests/b", "0", "tags/list");
    private static final List<String> ENDPOINTS = List.of(
            "/v2/",
            "/v2",
            "/v2/_catalog",
            "/v2/{name}/tags/list",
            "/v2/{name}/manifests/latest",
            "/v2/{name}/manifests/_v1.0-rc",
            "/v2/{name}/manifests/" + DIGEST,
            "/v2/{name}/blobs/" + DIGEST,
            "/v2/{name}/referrers/" + DIGEST,
            "/v2/{name}/blobs/uploads/",
            "/v2/{name}/blobs/uploads/0a-1_b.c=",
            "/_ping",
            "/v1/_ping",
            "/v1/search",
            "/v1/repositories/{name}/images");
    private static final List<String> QUERIES = List.of(
            "",
            "",
            "",
            "?",
            "?n=10",
            "?n=10&last=team%2Fapp",
            "?digest=" + DIGEST,
            "?digest=sha256%3A" + "0a".repeat(32),
            "?mount=" + DIGEST + "&from={name}",
            "?from={name}&mount=" + DIGEST,
            "?mount=" + DIGEST,
            "?a=1&mount=" + DIGEST + "&b=2",
            "?_state=0aZ-_%3D%3D&digest=" + DIGEST,
            "?artifactType=application%2Fvnd.oci.image.config.v1%2Bjson",
            "?q=a+b&&c");
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "/./",
            "/../",
            ".",
            "..",
            "%2e%2e",
            "%2f",
            "%2F",
            "%5c",
            "\\",
            ";",
            ";a=b",
            "%3b",
            "%",
            "%zz",
            "%4",
            "%00",
            "%0d%0a",
            "%20",
            "%25",
            "%252f",
            "%c0%af",
            "%ff",
            "%C3%A9",
            "\u00e9",
            "\u00c3\u00a9",
            "\u0080",
            "\u0000",
            "\u0001",
            "\u007f",
            "\t",
            " ",
            "  ",
            "?",
            "&",
            "=",
            "#",
            "+",
            "@",
            ":",
            "~",
            "|",
            "\"",
            "<",
            "{",
            "[",
            "^",
            "`",
            "'",
            "*",
            "$",
            ",",
            "V2",
            "/v2/",
            "%76",
            "mount",
            "from",
            "fr%6fm=x",
            "&from=private",
            "&From=private",
            "&from=",
            "&mount=" + DIGEST,
            "&digest=" + DIGEST,
            "manifests/",
            "/blobs/uploads/",
            "http://other.example/");
    private static final List<String> ODD_METHODS = List.of(
            "get",
            "Delete",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "GETS",
            "G",
            "GET\u00e9",
            "G@T",
            "M-SEARCH",
            "PUT/",
            "\"GET\"");

    private static final List<String> PREFIXES =
            List.of("http://other.example", "http://127.0.0.1", "https://127.0.0.1", "http:", "/", "x");

    /** Everything that is not ambiguous in its framing. */
    static Arbitrary<FuzzedRequest> any() {
        Arbitrary<String> methods = Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.of("GET", "HEAD")),
                Tuple.of(8, Arbitraries.of("POST", "PUT", "PATCH", "DELETE")),
                Tuple.of(1, Arbitraries.of(ODD_METHODS)));
        Arbitrary<String> targets = Combinators.combine(
                        Arbitraries.of(ENDPOINTS),
                        Arbitraries.of(NAMES),
                        Arbitraries.of(QUERIES),
                        Arbitraries.of(NAMES))
                .as((endpoint, name, query, from) -> endpoint.replace("{name}", name) + query.replace("{name}", from));
        Arbitrary<List<Mutation>> mutations = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of())),
                Tuple.of(1, Mutation.any().list().ofMinSize(1).ofMaxSize(2)));
        Arbitrary<@Nullable User> users = Arbitraries.of(
                        User.READER, User.READER, User.READER, User.WRITER, User.WRITER, User.WRITER)
                .injectNull(0.1);
        return Combinators.combine(
                        methods,
                        targets,
                        mutations,
                        users,
                        Arbitraries.integers().between(0, 7))
                .as(FuzzedRequest::of);
    }

    private static FuzzedRequest of(
            String method, String target, List<Mutation> mutations, @Nullable User user, int framing) {
        String mutated = target;
        for (Mutation mutation : mutations) {
            mutated = mutation.apply(mutated);
        }
        boolean plain = mutated.equals(target) && METHODS.contains(method);
        return switch (framing) {
            case 0 ->
                new FuzzedRequest(
                        plain, method, mutated, user, "Content-Length: " + HIDDEN.length() + "\r\n", HIDDEN, HIDDEN);
            case 1 ->
                new FuzzedRequest(
                        plain,
                        method,
                        mutated,
                        user,
                        "Transfer-Encoding: chunked\r\n",
                        Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n",
                        HIDDEN);
            default -> new FuzzedRequest(plain, method, mutated, user, "", "", "");
        };
    }

    /** Whether the user may do what the method does. */
    boolean isAllowed() {
        boolean login = method.equals("POST") && forwarded().matches("/v1/users/?(\\?.*)?");
        return user != null && (READING.contains(method) || user.equals(User.WRITER) || login);
    }

    /** Whether it must arrive. */
    boolean mustArrive() {
        return plain && isAllowed();
    }

    /** Whether it may arrive as this, and as nothing else. */
    boolean mayArriveAs(String arrivedMethod, String arrivedTarget) {
        return isAllowed()
                && METHODS.contains(arrivedMethod)
                && arrivedMethod.equals(method)
                && UNAMBIGUOUS.matcher(arrivedTarget).matches()
                && arrivedTarget.equals(forwarded());
    }

    /**
     * The target that the registry sees: the very one that was sent. The empty query is none, a mount that names no source is
     * dropped, an absolute target is its path, and white space belongs to the line.
     */
    private String forwarded() {
        String local = ABSOLUTE.matcher(target.strip()).replaceFirst("");
        int mark = local.indexOf('?');
        String path = mark < 0 ? local : local.substring(0, mark);
        String query = mark < 0 ? "" : local.substring(mark + 1);
        List<String> parameters = Arrays.asList(query.split("&"));
        boolean mounts = parameters.stream().anyMatch(parameter -> parameter.startsWith("mount="));
        boolean names = parameters.stream().anyMatch(parameter -> parameter.startsWith("from="));
        if (mounts && !names) {
            query = String.join(
                    "&",
                    parameters.stream()
                            .filter(parameter -> !parameter.startsWith("mount="))
                            .toList());
        }
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Its octets in Latin-1. */
    String text(String host, int id) {
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nX-Id: " + id + "\r\n"
                + (user == null ? "" : "Authorization: " + user.authorization() + "\r\n") + framing + "\r\n" + content;
    }

    @Override
    public String toString() {
        String who = user == null ? "a stranger" : user.name();
        String line = (method + " " + target)
                .chars()
                .mapToObj(c -> c > ' ' && c < 0x7f ? Character.toString(c) : c == ' ' ? " " : "\\x%02x".formatted(c))
                .reduce("", String::concat);
        return who + ": " + line + (framing.isEmpty() ? "" : " with " + framing.strip());
    }

    /** A change to a target at some place. */
    private record Mutation(Kind kind, int place, String piece) {
        private enum Kind {
            INSERT,
            REPLACE,
            DELETE,
            ENCODE,
            ENCODE_TWICE,
            CHANGE_CASE,
            REPEAT,
            PREFIX
        }

        static Arbitrary<Mutation> any() {
            return Combinators.combine(
                            Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 999), Arbitraries.of(PIECES))
                    .as(Mutation::new);
        }

        String apply(String target) {
            int at = place * target.length() / 1000;
            String before = target.substring(0, at);
            String here = target.substring(at, Math.min(at + 1, target.length()));
            String after = target.substring(Math.min(at + 1, target.length()));
            return switch (kind) {
                case INSERT -> before + piece + here + after;
                case REPLACE -> before + piece + after;
                case DELETE -> before + after;
                case ENCODE -> before + encoded(here, "%") + after;
                case ENCODE_TWICE -> before + encoded(here, "%25") + after;
                case CHANGE_CASE -> before + here.toUpperCase(Locale.ROOT) + after;
                case REPEAT -> target + after;
                case PREFIX -> PREFIXES.get(place % PREFIXES.size()) + target;
            };
        }

        private static String encoded(String character, String percent) {
            return character.isEmpty() ? "" : percent + "%02x".formatted((int) character.charAt(0));
        }
    }
}
