package io.memshare.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Establishes connections to servers, including name resolution, TLS and authentication. Shared by nodes and safe for
 * use by several threads. Must be closed after the nodes.
 */
public interface Dialer extends AutoCloseable {

    /**
     * Connects and waits until the server has answered a ping, because a frozen process still accepts connections.
     *
     * @param address the server
     * @param timeout the time limit for connecting and learning the server's version, and again for the answer to a
     *     ping
     * @param listener is notified of events of the connection from its beginning
     * @throws IOException if no connection is established within the timeout; its message is human-readable
     */
    Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException;

    /**
     * Returns a dialer that also notifies listeners of the requests over its connections. While there is no listener,
     * nothing is measured.
     *
     * @param listeners the listeners; thread-safe, and may change at any time
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     */
    default Dialer observed(List<RequestListener> listeners, LongSupplier nanoTime) {
        return new ObservedDialer(this, listeners, nanoTime);
    }

    /** Stops the threads and ends the remaining connections. */
    @Override
    void close();
}
