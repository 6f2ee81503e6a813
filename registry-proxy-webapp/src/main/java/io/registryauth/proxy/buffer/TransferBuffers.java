package io.registryauth.proxy.buffer;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A pool that gives larger buffers than it is asked for to those who move bytes from one socket to another, as long as few of these
 * are in use: a call to the system then moves more bytes and wakes their receiver once. Thread-safe.
 *
 * <p>Peers that are slow hold their buffers, so there are few large ones, and who comes later gets what it asks for.
 */
public final class TransferBuffers extends IsolatedBuffers {
    private static final int LARGE_IN_USE = 64;
    private static final int LARGEST_IN_USE = 2;

    private final int asked;
    private final int large;
    private final int largest;
    private final AtomicReferenceArray<@Nullable WeakReference<Place>> places =
            new AtomicReferenceArray<>(LARGE_IN_USE);

    /**
     * Makes a pool.
     *
     * @param asked from how many bytes on a request is for a transfer
     * @param large how many bytes such a request gets, while few have as many
     */
    public TransferBuffers(int asked, int large) {
        this(asked, large, large);
    }

    /**
     * Makes a pool whose very first users get even more.
     *
     * @param largest how many bytes these get, if they ask for no more than {@code asked}
     */
    public TransferBuffers(int asked, int large, int largest) {
        super(largest);
        this.asked = asked;
        this.large = large;
        this.largest = largest;
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        Place place = size >= asked && size < large ? takePlace(size) : null;
        return place == null ? super.acquire(size, direct) : acquire(place.size(), direct, place::leave);
    }

    private @Nullable Place takePlace(int size) {
        for (int i = size <= asked ? 0 : LARGEST_IN_USE; i < places.length(); i++) {
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

    /** One of those that hold a large buffer. Where a buffer is not given back, the garbage collector gives its place back. */
    private final class Place {
        private final int index;
        private final WeakReference<Place> reference = new WeakReference<>(this);

        Place(int index) {
            this.index = index;
        }

        int size() {
            return index < LARGEST_IN_USE ? largest : large;
        }

        void leave() {
            places.compareAndSet(index, reference, null);
        }
    }
}
