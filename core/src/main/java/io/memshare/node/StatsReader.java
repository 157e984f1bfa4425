package io.memshare.node;

import java.io.IOException;
import java.time.Duration;

/** Reads the statistics of servers. Blocks, so it must run on background threads. Safe for use by several threads. */
public interface StatsReader {

    /**
     * Queries a server over a separate connection.
     *
     * @param address the server
     * @param timeout how long the server may be silent, at least 1 ms
     * @return the statistics
     * @throws IOException if the server does not report them; its message is human-readable
     */
    ServerStats stats(NodeAddress address, Duration timeout) throws IOException;
}
