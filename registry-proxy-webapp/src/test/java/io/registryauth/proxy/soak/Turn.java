package io.registryauth.proxy.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registryauth.proxy.e2e.Digests;
import io.registryauth.proxy.e2e.User;
import java.util.SplittableRandom;

/**
 * What one operation has: a client, what must be there, and randomness of its own.
 *
 * @param worker whose repositories it works on
 * @param number its place among the worker's, which nothing else has
 */
record Turn(
        Client client, Fault.Draw faults, Model model, SplittableRandom random, int worker, int number, Tally tally) {
    static final byte[] NOTHING = {};

    private static final int REPOSITORIES = 3;

    /** Sends a request that may meet a fault. It may fail then, and only then. */
    Answer send(User user, String method, String target, byte[] body, int size) throws InterruptedException {
        return send(user, method, target, body, faults.of(random, size));
    }

    Answer send(User user, String method, String target, byte[] body, Fault fault) throws InterruptedException {
        Answer answer = client.send(user, method, target, body, fault);
        tally.answered(answer.status());
        if (answer.failed() && fault.kind() == Fault.Kind.NONE) {
            throw new AssertionError(answer.request() + " fails with " + answer.status() + ", though without a fault: "
                    + new String(answer.body(), UTF_8));
        }
        return answer;
    }

    String repository() {
        return "soak/worker-" + worker + "/" + (char) ('a' + random.nextInt(REPOSITORIES));
    }

    /** Bytes that no other operation has: mostly few, at times many. */
    byte[] content() {
        int magnitude = 1 << random.nextInt(20);
        byte[] content = new byte[8 + random.nextInt(magnitude)];
        random.nextBytes(content);
        return content;
    }

    static Item blob(String repository, byte[] content) {
        return Item.blob(repository, Digests.of(content), content.length);
    }
}
