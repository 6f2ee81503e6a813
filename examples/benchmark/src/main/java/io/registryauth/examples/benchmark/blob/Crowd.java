package io.registryauth.examples.benchmark.blob;

import io.registryauth.examples.benchmark.peer.JavaProgram;
import io.registryauth.proxy.e2e.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Many connections at once, in a program of its own, since each is an open file there and in the proxy. */
public final class Crowd implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    /** What those in a crowd do. */
    public enum Kind {
        /** Have had an answer, and keep their connection. */
        IDLE,
        /** Are in the middle of a blob, which they read slowly. */
        SLOW
    }

    private Crowd(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Sends it to a proxy.
     *
     * @param size of the blob that each asks for
     */
    public static Crowd start(Kind kind, URI server, int count, long size) throws IOException {
        Command command = JavaProgram.withManyFiles(JavaProgram.of(
                CrowdProgram.class,
                kind.name(),
                Integer.toString(server.getPort()),
                Integer.toString(count),
                Long.toString(size)));
        return new Crowd(new ProcessBuilder(command.words())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until all have been answered, and returns how many of them got what they asked for. */
    public int served() throws IOException {
        return next();
    }

    /** Returns how many of them are still there: whose next request is answered, or whose blob still comes. */
    public int stillThere() throws IOException {
        process.getOutputStream().close();
        return next();
    }

    private int next() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the crowd is gone");
        }
        return Integer.parseInt(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
