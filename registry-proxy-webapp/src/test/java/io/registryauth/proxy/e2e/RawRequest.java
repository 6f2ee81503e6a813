package io.registryauth.proxy.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it stands on the wire, in ASCII, which no client library has made regular. */
record RawRequest(String method, String target, Map<String, String> headers, String body) {

    static RawRequest of(String method, String target) {
        return new RawRequest(method, target, Map.of(), "");
    }

    RawRequest as(@Nullable User user) {
        return user == null ? this : with("Authorization", user.authorization());
    }

    RawRequest with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new RawRequest(method, target, more, body);
    }

    RawRequest withBody(String type, String content) {
        return new RawRequest(method, target, headers, content).with("Content-Type", type);
    }

    /** Sends the request on a connection of its own and returns the status of the answer. */
    int statusFrom(Endpoint endpoint) throws IOException {
        StringBuilder head = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\n");
        head.append("Host: ").append(endpoint.host()).append("\r\nConnection: close\r\n");
        if (!method.equals("GET") && !method.equals("HEAD")) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n").append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.toString().getBytes(ISO_8859_1));
            out.flush();
            String statusLine =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
            if (statusLine == null) {
                throw new IOException("No answer to " + method + ' ' + target);
            }
            return Integer.parseInt(statusLine.split(" ", -1)[1]);
        }
    }
}
