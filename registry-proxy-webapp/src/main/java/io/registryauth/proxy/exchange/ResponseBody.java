package io.registryauth.proxy.exchange;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;

/**
 * A registry's response body on its way to the client. It asks for the next bytes when the last ones were written, and holds
 * one buffer of them, which the container writes as it is.
 */
abstract class ResponseBody implements WriteListener {
    private final ServletOutputStream output;
    private final Gate gate;
    private final Consumer<Throwable> onFailure;

    private boolean started;
    private Runnable onStart = ResponseBody::nothing;
    private final AtomicLong written = new AtomicLong();

    ResponseBody(ServletOutputStream output, Gate gate, Consumer<Throwable> onFailure) {
        this.output = output;
        this.gate = gate;
        this.onFailure = onFailure;
    }

    /**
     * Takes over the body of an asynchronous response, on the container's thread: it is written to the server itself where that is
     * offered, else to the servlet's stream.
     *
     * @param executor goes on where one thread has been at work for long
     */
    static ResponseBody of(
            ServletRequest request,
            HttpServletResponse response,
            Gate gate,
            Executor executor,
            Consumer<Throwable> onFailure)
            throws IOException {
        ResponseBody body = request.getAttribute(RegistryProxyServlet.RESPONSE_BODY_ATTRIBUTE) instanceof BodySink sink
                ? new SinkResponseBody(response.getOutputStream(), gate, onFailure, sink, executor)
                : new ServletResponseBody(response, gate, onFailure);
        body.output.setWriteListener(body);
        return body;
    }

    /** Says how many bytes will come in all, or would come if the client had not asked for the head alone. */
    abstract void announce(long bytes);

    /**
     * Writes bytes, which are held until that is done.
     *
     * @param then is run when they are written and the next ones may come
     */
    abstract void write(Content.Chunk bytes, Runnable then) throws IOException;

    /**
     * Gives back the bytes that the container has not been given, when it will not be: it may not be asked any more. Those
     * that it is still writing are given back when it has written them, or failed to.
     */
    abstract void drop();

    /** How many bytes went to the client. */
    final long written() {
        return written.get();
    }

    final void countWritten(int bytes) {
        written.addAndGet(bytes);
    }

    final ServletOutputStream output() {
        return output;
    }

    final Gate gate() {
        return gate;
    }

    final void fail(Throwable failure) {
        onFailure.accept(failure);
    }

    /** Runs an action that writes past this, now or as soon as that may be done: when the container has called for the first time. */
    final void whenStarted(Runnable action) throws IOException {
        advance(() -> {
            if (started) {
                return action;
            }
            onStart = action;
            return ResponseBody::nothing;
        });
    }

    final boolean isStarted() {
        return started;
    }

    /** Answers what waited for the container's first call. Within the gate. */
    final Runnable start() {
        Runnable waiting = started ? ResponseBody::nothing : onStart;
        started = true;
        return waiting;
    }

    /** Sends off what the container may still hold back. */
    final void flush() throws IOException {
        gate.pass(this::sendOff);
    }

    /** Sends off what the container may still hold back, unless it is at work; answers whether it did so. Within the gate. */
    final boolean sendOff() throws IOException {
        boolean ready = output.isReady();
        if (ready) {
            output.flush();
        }
        return ready;
    }

    final void advance(Gate.Question<Runnable, IOException> step) throws IOException {
        // outside of the gate, for it may come back with more bytes at once
        gate.ask(step, ResponseBody::nothing).run();
    }

    @Override
    public void onError(Throwable failure) {
        onFailure.accept(failure);
        // what waits for the first call finds out by itself that there is no writing any more
        gate.ask(this::start, ResponseBody::nothing).run();
    }

    static void nothing() {}
}
