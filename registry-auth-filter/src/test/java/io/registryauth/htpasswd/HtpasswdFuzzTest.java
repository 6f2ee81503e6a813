package io.registryauth.htpasswd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.reload.InvalidFileException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Files and hashes that nobody would write. Seeded, so that each run is the same. */
class HtpasswdFuzzTest {
    private static final String SEED = "20150117";
    private static final HtpasswdLimits LIMITS = new HtpasswdLimits(true, 4, 1000);

    /** Pieces of files, whole and broken, so that random files come near to valid ones. */
    private static final List<String> PIECES = List.of(
            "jane",
            "joe",
            ":",
            ":",
            "\n",
            "\n",
            "\r\n",
            "#",
            " ",
            "\t",
            "\uFEFF",
            "\uFFFD",
            "\u0000",
            "é",
            "😀",
            "$",
            "$2y$",
            "$2y$05$",
            "$2a$31$",
            "$2y$04$" + "a".repeat(53),
            "$apr1$",
            "$apr1$salt$" + "b".repeat(22),
            "$5$",
            "$6$rounds=",
            "$5$rounds=1000$salt$" + "c".repeat(43),
            "rounds=999999999$",
            "{SHA}",
            "{SHA}VBPuJHI7uixaa6LQGWx4s+5GKNE=",
            "{SSHA}",
            "{PLAIN}",
            "=",
            ".",
            "/",
            "a".repeat(13),
            "comment");

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<byte[]> text = Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces)
                .getBytes(UTF_8));
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        return Arbitraries.oneOf(text, bytes);
    }

    @Property(tries = 20_000, seed = SEED)
    void anyFileIsReadOrRefusedWithTheLine(@ForAll("files") byte[] content) {
        try {
            Htpasswd users = HtpasswdParser.parse("users.htpasswd", content, LIMITS);

            // whoever may log in stands in the file, with a colon behind the name
            assertThat(users.size())
                    .isLessThanOrEqualTo(
                            1 + (int) new String(content, UTF_8).lines().count());
        } catch (InvalidFileException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.startsWith("users.htpasswd"));
        }
    }

    @Provide
    Arbitrary<String> hashes() {
        return Combinators.combine(
                        Arbitraries.of(PIECES).list().ofMaxSize(6),
                        Arbitraries.strings().ofMaxLength(20))
                .as((pieces, rest) -> String.join("", pieces) + rest);
    }

    /** Whatever a scheme finds whole it can also verify, and does not find to be of a password that nobody set. */
    @Property(tries = 20_000, seed = SEED)
    void anyHashIsVerifiedOrNotClaimedToBeWhole(@ForAll("hashes") String hash) {
        Scheme scheme = Schemes.of(hash);
        if (scheme != null && scheme.isWhole(hash) && new StoredHash(scheme, hash).refusal(LIMITS) == null) {
            assertThat(scheme.matches("a password that nobody set", hash)).isFalse();
        }
    }
}
