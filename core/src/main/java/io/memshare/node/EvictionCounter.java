package io.memshare.node;

import java.io.IOException;
import java.time.Duration;

/**
 * Finds out how many unexpired items a server has evicted for want of memory. Blocks, so it is for threads of the background.
 * Safe for use by several threads.
 */
public interface EvictionCounter {

    /**
     * Asks a server, over a connection of its own.
     *
     * @param address the server
     * @param timeout how long the server may be silent, at least 1 ms
     * @return how many unexpired items it has evicted since it was started
     * @throws IOException if the server does not say; its message is human-readable
     */
    long evictions(NodeAddress address, Duration timeout) throws IOException;
}
