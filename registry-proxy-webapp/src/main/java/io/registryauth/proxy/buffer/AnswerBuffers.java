package io.registryauth.proxy.buffer;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The pool of a client that passes answers on. What it reads an answer into is larger than it asks for, as long as few of those are
 * in use: a call to the system then moves more bytes and wakes their receiver once. Thread-safe.
 *
 * <p>Readers that are slow hold their buffers, so there are few large ones, and who comes later gets what it asks for.
 */
public final class AnswerBuffers extends IsolatedBuffers {
    private static final int LARGE = 512 * 1024;
    private static final int LARGE_IN_USE = 16;

    private final int answerSize;
    private final AtomicReferenceArray<@Nullable WeakReference<Place>> places =
            new AtomicReferenceArray<>(LARGE_IN_USE);

    /**
     * Makes a pool.
     *
     * @param answerSize how large a buffer for an answer the client asks for, in bytes; nothing else is of that size
     */
    public AnswerBuffers(int answerSize) {
        super(LARGE);
        this.answerSize = answerSize;
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        Place place = size == answerSize ? takePlace() : null;
        return place == null ? super.acquire(size, direct) : acquire(LARGE, direct, place::leave);
    }

    private @Nullable Place takePlace() {
        for (int i = 0; i < places.length(); i++) {
            WeakReference<Place> before = places.get(i);
            if (before == null || before.refersTo(null)) {
                Place place = new Place(i);
                if (places.compareAndSet(i, before, place.reference)) {
                    return place;
                }
            }
        }
        return null;
    }

    /** One of those that hold a large buffer. Where Jetty loses a buffer, the garbage collector gives its place back. */
    private final class Place {
        private final int index;
        private final WeakReference<Place> reference = new WeakReference<>(this);

        Place(int index) {
            this.index = index;
        }

        void leave() {
            places.compareAndSet(index, reference, null);
        }
    }
}
