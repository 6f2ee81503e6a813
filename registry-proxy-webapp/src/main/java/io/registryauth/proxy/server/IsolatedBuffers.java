package io.registryauth.proxy.server;

import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * A pool that whoever still holds a buffer after giving it back cannot disturb: memory is used again, but under a new buffer
 * with limits and a count of references of its own. Thread-safe.
 *
 * <p>Jetty 12.1's server goes on with the buffer of a connection for a moment after it went back to the pool, when a request
 * that makes no sense has others behind it. The next connection that got the buffer was seen to read its requests twice.
 */
final class IsolatedBuffers extends ArrayByteBufferPool {
    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        RetainableByteBuffer pooled = super.acquire(size, direct);
        return RetainableByteBuffer.wrap(pooled.getByteBuffer().duplicate(), pooled::release);
    }
}
