package io.registryauth.proxy.soak;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;

import io.registryauth.proxy.e2e.Digests;
import io.registryauth.proxy.e2e.User;
import io.registryauth.proxy.soak.Item.Kind;
import io.registryauth.proxy.soak.Item.State;

/** Operations that must not happen. */
final class Denials {
    /** One alone, so that nobody is made to wait for guessing. */
    private static final User STRANGER = WRITER.withPassword("wrong");

    private Denials() {}

    static void readerDeletes(Turn turn) throws InterruptedException {
        Item item = turn.model().pick(turn.random(), State.THERE, Kind.values());
        if (item == null) {
            readerPushes(turn);
            return;
        }
        deny(turn, READER, "DELETE", item.path(), Turn.NOTHING, 403);
    }

    /** Even into an upload that a writer has begun. */
    static void readerPushes(Turn turn) throws InterruptedException {
        byte[] content = turn.content();
        Item blob = Turn.blob(turn.repository(), content);
        String location = Pushes.begin(turn, blob);
        deny(turn, READER, "POST", "/v2/" + blob.repository() + "/blobs/uploads/", Turn.NOTHING, 403);
        if (location != null) {
            deny(turn, READER, "PUT", location + "&digest=" + blob.digest(), content, 403);
        }
    }

    static void readerPushesAManifest(Turn turn) throws InterruptedException {
        Item blob = turn.model().pick(turn.random(), State.THERE, Kind.BLOB);
        if (blob == null) {
            readerPushes(turn);
            return;
        }
        byte[] content = Pushes.manifestOf(turn, blob);
        Item manifest = Item.manifest(blob.repository(), Digests.of(content), content.length);
        Item tag = Item.tag(manifest, "denied-" + turn.number());
        turn.model().note(manifest, State.GONE);
        turn.model().note(tag, State.GONE);
        deny(turn, READER, "PUT", tag.path(), content, 403);
    }

    static void readerMounts(Turn turn) throws InterruptedException {
        Item there = turn.model().pick(turn.random(), State.THERE, Kind.BLOB);
        if (there == null) {
            readerPushes(turn);
            return;
        }
        Item mounted = there.in(turn.repository() + "/denied");
        turn.model().note(mounted, State.GONE);
        String uploads = "/v2/" + mounted.repository() + "/blobs/uploads/";
        deny(
                turn,
                READER,
                "POST",
                uploads + "?mount=" + there.digest() + "&from=" + there.repository(),
                Turn.NOTHING,
                403);
    }

    static void stranger(Turn turn) throws InterruptedException {
        Item item = turn.model().pick(turn.random(), State.THERE, Kind.values());
        if (item == null) {
            readerPushes(turn);
            return;
        }
        String method = turn.random().nextBoolean() ? "GET" : "DELETE";
        deny(turn, STRANGER, method, item.path(), Turn.NOTHING, 401);
    }

    private static void deny(Turn turn, User user, String method, String target, byte[] body, int status)
            throws InterruptedException {
        turn.send(user, method, target, body, Fault.NONE).expect(status);
    }
}
