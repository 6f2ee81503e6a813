package io.registryauth.proxy.buffer;

import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * A pool that whoever still holds a buffer after giving it back cannot disturb: memory is used again, but under a new buffer
 * with limits and a count of references of its own. Thread-safe.
 *
 * <p>Jetty 12.1 makes both mistakes. Its client's receiver may clear a buffer, or give it back twice, when an exchange is aborted
 * at that moment. Its server goes on with the buffer of a connection when a request that makes no sense has others behind it;
 * the next connection that got the buffer was seen to read its requests twice.
 */
class IsolatedBuffers extends ArrayByteBufferPool {
    /**
     * Makes a pool.
     *
     * @param largest the size of the largest buffers that it keeps
     */
    IsolatedBuffers(int largest) {
        super(0, 0, largest);
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        return acquire(size, direct, () -> {});
    }

    /** Acquires a buffer; the action is run when it is given back. */
    final RetainableByteBuffer.Mutable acquire(int size, boolean direct, Runnable afterwards) {
        RetainableByteBuffer pooled = super.acquire(size, direct);
        return RetainableByteBuffer.wrap(pooled.getByteBuffer().duplicate(), () -> {
            pooled.release();
            afterwards.run();
        });
    }
}
