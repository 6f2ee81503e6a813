package io.registryauth.examples.benchmark;

import io.registryauth.examples.benchmark.blob.BlobUpstream;
import io.registryauth.examples.benchmark.peer.Certificate;
import io.registryauth.examples.benchmark.peer.Users;
import io.registryauth.proxy.e2e.Command;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Blobs that one curl moves at the same time.
 *
 * @param count how many
 * @param size of each, in bytes
 * @param file has that size
 */
record Transfers(Direction direction, Protocol protocol, int count, long size, Path file) {
    private static final Pattern DONE = Pattern.compile("done ([0-9]+) ([0-9.]+) ([0-9]+) ([0-9]+) ([0-9.]+)");

    enum Direction {
        DOWNLOAD,
        UPLOAD
    }

    enum Protocol {
        HTTP_1("HTTP/1.1", "1.1"),
        TLS_1("TLS, HTTP/1.1", "1.1"),
        TLS_2("TLS, HTTP/2", "2");

        private final String title;
        private final String version;

        Protocol(String title, String version) {
            this.title = title;
            this.version = version;
        }

        /** Without more, curl sends everything of HTTP/2 over one connection. */
        String[] options() {
            return this == TLS_2 ? new String[] {"--http2"} : new String[] {"--http1.1", "--parallel-immediate"};
        }

        String title() {
            return title;
        }

        boolean isSecure() {
            return this != HTTP_1;
        }
    }

    /**
     * Runs curl, and returns how many seconds went by from the first request to the end of the last answer.
     *
     * @throws IllegalStateException unless each blob was transferred whole
     */
    double run(URI server, Certificate certificate) {
        boolean download = direction == Direction.DOWNLOAD;
        String url = server.resolve(download ? BlobUpstream.blob(size) : BlobUpstream.upload())
                .toString();
        String each = "url = \"%s\"\noutput = \"/dev/null\"\n".formatted(url)
                + (download ? "" : "upload-file = \"%s\"\n".formatted(file));
        Command curl = Command.of("curl", "--silent", "--show-error", "--config", "-")
                .with("--parallel", "--parallel-max", Integer.toString(count))
                .with(protocol.options())
                .with("--cacert", certificate.file().toString())
                .with("--tlsv1.3", "--tls13-ciphers", "TLS_AES_128_GCM_SHA256")
                .with("--header", "Authorization: " + Users.authorization(Users.WRITER))
                .with("--header", "Expect:")
                .with(
                        "--write-out",
                        "\ndone %{http_code} %{http_version} %{size_download} %{size_upload} %{time_total}\n")
                .withInput(each.repeat(count));
        String output =
                (download ? curl : curl.with("--request", "PATCH")).run().succeeded();
        return seconds(output);
    }

    /** Reads what curl printed for each. */
    double seconds(String output) {
        boolean download = direction == Direction.DOWNLOAD;
        List<MatchResult> all = DONE.matcher(output).results().toList();
        List<MatchResult> whole = all.stream()
                .filter(done -> done.group(1).equals(download ? "200" : "201"))
                .filter(done -> done.group(2).equals(protocol.version))
                .filter(done -> Long.parseLong(done.group(download ? 3 : 4)) == size)
                .toList();
        if (whole.size() != count || all.size() != count) {
            throw new IllegalStateException(this + ": " + whole.size() + " are whole:\n" + output);
        }
        return whole.stream()
                .mapToDouble(done -> Double.parseDouble(done.group(5)))
                .max()
                .orElseThrow();
    }
}
