package io.registryauth.proxy.soak;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.proxy.e2e.Digests;
import io.registryauth.proxy.soak.Item.Kind;
import io.registryauth.proxy.soak.Item.State;

/** Operations that look at what is in a repository, and those that delete it. */
final class Pulls {
    private Pulls() {}

    static void present(Turn turn) throws InterruptedException {
        Item item = turn.model().pick(turn.random(), State.THERE, Kind.values());
        if (item == null) {
            Pushes.monolithic(turn);
            return;
        }
        boolean whole = turn.random().nextInt(4) > 0;
        Answer answer = turn.send(
                turn.random().nextBoolean() ? READER : WRITER,
                whole ? "GET" : "HEAD",
                item.path(),
                Turn.NOTHING,
                whole ? item.size() : 0);
        if (!answer.failed()) {
            answer.expect(200);
            assertThat(answer.header("Docker-Content-Digest"))
                    .as(answer.request())
                    .isEqualTo(item.digest());
            if (whole) {
                assertThat(Digests.of(answer.body())).as(answer.request()).isEqualTo(item.digest());
            }
        }
    }

    static void gone(Turn turn) throws InterruptedException {
        Item item = turn.model().pick(turn.random(), State.GONE, Kind.values());
        if (item == null) {
            delete(turn);
            return;
        }
        Answer answer = turn.send(READER, "GET", item.path(), Turn.NOTHING, 0);
        if (!answer.failed()) {
            answer.expect(404);
        }
    }

    static void delete(Turn turn) throws InterruptedException {
        Item item = turn.model().pick(turn.random(), State.THERE, Kind.BLOB, Kind.MANIFEST);
        if (item == null) {
            Pushes.monolithic(turn);
            return;
        }
        Answer answer = turn.send(WRITER, "DELETE", item.path(), Turn.NOTHING, 0);
        turn.model().noteDeletion(item, answer.failed() ? State.UNKNOWN : State.GONE);
        if (!answer.failed()) {
            answer.expect(202);
        }
    }

    /** Asks for something when all is over, and nothing fails any more. */
    static void check(Turn turn, Item item) throws InterruptedException {
        Answer answer = turn.send(READER, "GET", item.path(), Turn.NOTHING, Fault.NONE);
        if (item.state() == State.THERE) {
            answer.expect(200);
        } else if (item.state() == State.GONE) {
            answer.expect(404);
        } else {
            assertThat(answer.status()).as(answer.request()).isIn(200, 404);
        }
        // a tag whose change is unknown stands for the one or the other
        if (answer.status() == 200 && (item.state() == State.THERE || item.kind() != Kind.TAG)) {
            assertThat(Digests.of(answer.body())).as(answer.request()).isEqualTo(item.digest());
        }
    }
}
