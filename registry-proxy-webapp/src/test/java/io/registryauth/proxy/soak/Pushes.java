package io.registryauth.proxy.soak;

import static io.registryauth.proxy.e2e.User.WRITER;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.registryauth.proxy.e2e.Digests;
import io.registryauth.proxy.soak.Item.Kind;
import io.registryauth.proxy.soak.Item.State;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Operations that put something into a repository. */
final class Pushes {
    private static final int TAGS = 50;

    private Pushes() {}

    static void monolithic(Turn turn) throws InterruptedException {
        byte[] content = turn.content();
        Item blob = Turn.blob(turn.repository(), content);
        String location = begin(turn, blob);
        if (location != null) {
            finish(turn, blob, location, content);
        }
    }

    static void chunked(Turn turn) throws InterruptedException {
        byte[] content = turn.content();
        Item blob = Turn.blob(turn.repository(), content);
        String location = begin(turn, blob);
        int from = 0;
        for (int chunks = 1 + turn.random().nextInt(3); chunks > 0 && location != null; chunks--) {
            int to = from + turn.random().nextInt(content.length - from + 1);
            byte[] chunk = Arrays.copyOfRange(content, from, to);
            Answer answer = turn.send(WRITER, "PATCH", location, chunk, chunk.length);
            location = answer.failed() ? null : answer.expect(202).header("Location");
            from = to;
        }
        if (location != null) {
            finish(turn, blob, location, Arrays.copyOfRange(content, from, content.length));
        }
    }

    /** Where an upload goes on; null where that failed. */
    static @Nullable String begin(Turn turn, Item blob) throws InterruptedException {
        turn.model().note(blob, State.GONE);
        String uploads = "/v2/" + blob.repository() + "/blobs/uploads/";
        Answer answer = turn.send(WRITER, "POST", uploads, Turn.NOTHING, 0);
        return answer.failed() ? null : answer.expect(202).header("Location");
    }

    private static void finish(Turn turn, Item blob, String location, byte[] rest) throws InterruptedException {
        String target = location + "&digest=" + blob.digest();
        note(turn, blob, turn.send(WRITER, "PUT", target, rest, rest.length));
    }

    static void mount(Turn turn) throws InterruptedException {
        Item there = turn.model().pick(turn.random(), State.THERE, Kind.BLOB);
        if (there == null) {
            monolithic(turn);
            return;
        }
        Item mounted = there.in(turn.repository());
        String target = "/v2/" + mounted.repository() + "/blobs/uploads/?mount=" + there.digest() + "&from="
                + there.repository();
        Answer answer = turn.send(WRITER, "POST", target, Turn.NOTHING, 0);
        if (!answer.failed() || turn.model().state(mounted) != State.THERE) {
            note(turn, mounted, answer);
        }
    }

    /** Pushes a manifest of blobs that are there, under its digest or a tag. */
    static void manifest(Turn turn) throws InterruptedException {
        Item blob = turn.model().pick(turn.random(), State.THERE, Kind.BLOB);
        if (blob == null) {
            monolithic(turn);
            return;
        }
        byte[] content = manifestOf(turn, blob);
        Item manifest = Item.manifest(blob.repository(), Digests.of(content), content.length);
        Item tag = turn.random().nextBoolean() ? Item.tag(manifest, tag(turn)) : null;
        Answer answer = turn.send(WRITER, "PUT", (tag == null ? manifest : tag).path(), content, content.length);
        note(turn, manifest, answer);
        if (tag != null) {
            note(turn, tag, answer);
        }
    }

    /** Gives a manifest that is there a further tag, or one that another had, as clients do it: by another push. */
    static void retag(Turn turn) throws InterruptedException {
        Item manifest = turn.model().pick(turn.random(), State.THERE, Kind.MANIFEST);
        if (manifest == null) {
            manifest(turn);
            return;
        }
        Item tag = Item.tag(manifest, tag(turn));
        Answer pulled = turn.send(WRITER, "GET", manifest.path(), Turn.NOTHING, manifest.size());
        if (!pulled.failed()) {
            byte[] content = pulled.expect(200).body();
            // a registry takes no manifest whose blobs were deleted meanwhile
            if (turn.model().hasABlobOf(manifest.repository(), new String(content, UTF_8))) {
                note(turn, tag, turn.send(WRITER, "PUT", tag.path(), content, content.length));
            }
        }
    }

    static byte[] manifestOf(Turn turn, Item blob) {
        return """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
                "digest":"%s","size":%d},"layers":[],"annotations":{"operation":"%d-%d"}}""".formatted(Client.MANIFEST_TYPE, blob.digest(), blob.size(), turn.worker(), turn.number())
                .getBytes(UTF_8);
    }

    /** Few enough that tags change hands. */
    private static String tag(Turn turn) {
        return "v" + turn.random().nextInt(TAGS);
    }

    private static void note(Turn turn, Item item, Answer answer) {
        turn.model().note(item, answer.failed() ? State.UNKNOWN : State.THERE);
        if (!answer.failed()) {
            answer.expect(201);
        }
    }
}
