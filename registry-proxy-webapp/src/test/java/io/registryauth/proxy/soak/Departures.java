package io.registryauth.proxy.soak;

import static io.registryauth.proxy.e2e.User.READER;
import static io.registryauth.proxy.e2e.User.WRITER;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.registryauth.proxy.e2e.User;
import io.registryauth.proxy.soak.Item.Kind;
import io.registryauth.proxy.soak.Item.State;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.SplittableRandom;

/** Operations of clients that go away in the middle of a transfer, some of them without a word. */
final class Departures {
    private static final int PATIENCE_MILLIS = 60_000;

    private Departures() {}

    /** What is never sent as a whole is never there. */
    static void duringAnUpload(Turn turn) throws InterruptedException, IOException {
        byte[] content = turn.content();
        Item blob = Turn.blob(turn.repository(), content);
        String location = Pushes.begin(turn, blob);
        if (location != null) {
            try (Socket socket = connect(turn)) {
                OutputStream out = socket.getOutputStream();
                out.write(head("PUT", location + "&digest=" + blob.digest(), WRITER, content.length));
                out.write(content, 0, turn.random().nextInt(content.length));
                leave(socket, turn.random());
            }
        }
    }

    static void duringADownload(Turn turn) throws InterruptedException, IOException {
        Item item = turn.model().pick(turn.random(), State.THERE, Kind.BLOB, Kind.MANIFEST);
        if (item == null) {
            duringAnUpload(turn);
            return;
        }
        try (Socket socket = connect(turn)) {
            socket.getOutputStream().write(head("GET", item.path(), READER, 0));
            int bytes = turn.random().nextInt(item.size());
            if (turn.random().nextInt(4) > 0) {
                socket.getInputStream().readNBytes(bytes);
            }
            leave(socket, turn.random());
        }
    }

    private static Socket connect(Turn turn) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), turn.client().port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] head(String method, String target, User user, int length) {
        URI uri = URI.create(target);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return String.join(
                        "\r\n",
                        method + " " + uri.getRawPath() + query + " HTTP/1.1",
                        "Host: registry",
                        "Authorization: " + user.authorization(),
                        "Accept: " + Client.MANIFEST_TYPE,
                        "Content-Length: " + length,
                        Fault.HEADER + ": " + Fault.NONE.header(),
                        "",
                        "")
                .getBytes(US_ASCII);
    }

    /** Closes the connection, or resets it. */
    private static void leave(Socket socket, SplittableRandom random) throws IOException {
        if (random.nextBoolean()) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }
}
