package io.memshare.autoconfigure;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A socket whose reads have a time each, and a time together, so that a peer that sends a byte now and then does not
 * hold its reader. A layer of TLS reads from it as well. Confined to a single thread.
 */
final class PunctualSocket extends Socket {

    private final Duration each;
    private final LongSupplier nanoTime;
    private final long endNanos;

    /**
     * Creates a socket that is not connected.
     *
     * @param each the time for each read
     * @param all the time for all of them, from now on
     * @param nanoTime a monotonic clock
     */
    PunctualSocket(Duration each, Duration all, LongSupplier nanoTime) {
        this.each = each;
        this.nanoTime = nanoTime;
        this.endNanos = nanoTime.getAsLong() + all.toNanos();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {

            @Override
            public int read() throws IOException {
                setSoTimeout(remainingMillis());
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                setSoTimeout(remainingMillis());
                return super.read(bytes, offset, length);
            }
        };
    }

    private int remainingMillis() throws SocketTimeoutException {
        long remaining = Duration.ofNanos(endNanos - nanoTime.getAsLong()).toMillis();
        if (remaining <= 0) {
            throw new SocketTimeoutException("its answer takes too long");
        }
        return Math.toIntExact(Math.max(1, Math.min(remaining, each.toMillis())));
    }
}
