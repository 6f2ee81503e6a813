package io.registryauth.proxy.exchange;

import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * A pool that whoever still holds a buffer after giving it back cannot disturb: memory is used again, but under a new buffer
 * with limits and a count of references of its own. Thread-safe.
 *
 * <p>Jetty 12.1's receiver of answers may clear a buffer, or give it back once more, after it went back to the pool, when an
 * exchange is aborted at that moment; the memory may be another client's answer by then.
 */
final class IsolatedBuffers extends ArrayByteBufferPool {
    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        RetainableByteBuffer pooled = super.acquire(size, direct);
        return RetainableByteBuffer.wrap(pooled.getByteBuffer().duplicate(), pooled::release);
    }
}
