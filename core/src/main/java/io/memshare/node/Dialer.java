package io.memshare.node;

import java.io.IOException;
import java.time.Duration;

/**
 * Sets up connections to servers, with everything that a connection needs before it can be used: name resolution, and
 * in time TLS and authentication. Shared by nodes and safe for use by several threads; to be closed after them.
 */
public interface Dialer extends AutoCloseable {

    /**
     * Connects and waits until the server has answered a ping: a frozen process still accepts connections.
     *
     * @param address the server
     * @param timeout the longest time until the server is connected and has told its version, and again until it has answered a
     *     ping
     * @param listener is notified of events of the connection from its beginning
     * @throws IOException if there is no connection within the timeout; its message is human-readable
     */
    Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException;

    /** Releases threads; connections that are left end. */
    @Override
    void close();
}
