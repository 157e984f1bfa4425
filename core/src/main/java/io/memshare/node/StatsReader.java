package io.memshare.node;

import java.io.IOException;
import java.time.Duration;

/** Asks servers for their statistics. Blocks, so it is for threads of the background. Safe for use by several threads. */
public interface StatsReader {

    /**
     * Asks a server, over a connection of its own.
     *
     * @param address the server
     * @param timeout how long the server may be silent, at least 1 ms
     * @return what it tells of itself
     * @throws IOException if the server does not say; its message is human-readable
     */
    ServerStats stats(NodeAddress address, Duration timeout) throws IOException;
}
