package io.registryauth.proxy.exchange;

/**
 * The right to touch a request and its response, from any thread, until the container takes them back. Thread-safe.
 *
 * <p>Tomcat uses the same objects again for another client's request. Whoever acts outside of the container's own threads
 * must hold it off as long as that takes, and must not act once it has taken them back.
 *
 * <p>Container threads come here with Tomcat's lock on the connection. What other threads do here must not need that lock:
 * they set no listeners, and read from Jetty itself alone.
 *
 * <p>Who writes over HTTP/2 here may send what the connection's other exchanges wrote, and come to their gates when that is done.
 * Nobody comes the other way meanwhile: one thread at a time sends for a connection, and the others leave it their frames and
 * return.
 */
final class Gate {
    private boolean closed;

    /** Something that is done with a request or a response. */
    @FunctionalInterface
    interface Action<E extends Exception> {
        void run() throws E;
    }

    /** Something that is found out from a request or a response. */
    @FunctionalInterface
    interface Question<T, E extends Exception> {
        T answer() throws E;
    }

    /** Acts while the gate is open; answers whether it was. */
    synchronized <E extends Exception> boolean pass(Action<E> action) throws E {
        if (!closed) {
            action.run();
            return true;
        }
        return false;
    }

    /** Asks while the gate is open; the answer is another when it was not. */
    synchronized <T, E extends Exception> T ask(Question<T, E> question, T whenClosed) throws E {
        return closed ? whenClosed : question.answer();
    }

    /** Acts for the last time, unless the gate is closed already; answers whether it was open. */
    synchronized <E extends Exception> boolean close(Action<E> last) throws E {
        if (closed) {
            return false;
        }
        closed = true;
        last.run();
        return true;
    }
}
