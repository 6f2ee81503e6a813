package io.registryauth.proxy.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the registry's connection while it carries one request. The request says so itself, in a header that proxy and
 * registry pass over, so that a seed decides which operation meets which fault, however the operations are interleaved.
 *
 * @param after how many bytes pass before, in the direction that it strikes
 */
record Fault(Kind kind, Direction direction, int after) {
    static final String HEADER = "X-Soak-Fault";
    static final Fault NONE = new Fault(Kind.NONE, Direction.ANSWER, 0);

    /** The first byte of an answer's body may be beyond that, but not the end of its head. */
    private static final int HEAD = 600;

    enum Kind {
        NONE,
        /** The connection is reset. */
        RESET,
        /** Nothing passes until enough has passed on other connections. */
        STALL,
        /** Nothing passes ever again, though everything is taken. */
        HANG,
        /** One bit changes. Nobody promises to survive this one: it shows that the soak sees it. */
        FLIP
    }

    enum Direction {
        REQUEST,
        ANSWER
    }

    /** Decides which fault a request meets. */
    interface Draw {
        /**
         * Draws one.
         *
         * @param size how many bytes the request or its answer has
         */
        Fault of(SplittableRandom random, int size);
    }

    /** As often as in a bad hour: resets and stalls, and now and then a connection that hangs until the proxy's time-out. */
    static Fault anHoursWorth(SplittableRandom random, int size) {
        int dice = random.nextInt(1000);
        if (dice >= 60) {
            return NONE;
        }
        Kind kind = dice < 35 ? Kind.RESET : dice < 58 ? Kind.STALL : Kind.HANG;
        Direction direction = random.nextBoolean() ? Direction.REQUEST : Direction.ANSWER;
        return new Fault(kind, direction, random.nextInt(random.nextBoolean() ? HEAD : HEAD + size));
    }

    String header() {
        return kind + ";" + direction + ";" + after;
    }

    /** A bit of the body of every third answer. */
    static Fault flips(SplittableRandom random, int size) {
        return random.nextInt(3) > 0 ? NONE : new Fault(Kind.FLIP, Direction.ANSWER, HEAD + random.nextInt(1 + size));
    }

    /** The fault that a request in these bytes asks for; null where none begins there. */
    static @Nullable Fault in(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, ISO_8859_1);
        int start = text.indexOf("\r\n" + HEADER + ": ");
        int end = text.indexOf("\r\n", start + 2);
        if (start < 0 || end < 0) {
            return null;
        }
        List<String> parts =
                List.of(text.substring(start + HEADER.length() + 4, end).split(";", -1));
        return new Fault(Kind.valueOf(parts.get(0)), Direction.valueOf(parts.get(1)), Integer.parseInt(parts.get(2)));
    }
}
