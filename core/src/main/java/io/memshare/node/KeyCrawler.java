package io.memshare.node;

import java.io.IOException;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/**
 * Finds the keys that a server holds. Blocks, so it must run on background threads. Safe for use by several threads.
 */
public interface KeyCrawler {

    /**
     * Lists the keys of a server, over a separate connection. Every key that the server holds throughout the crawl is
     * reported; a key that is stored or removed in the meantime may be. If the thread is interrupted, the method throws
     * an {@link IOException}.
     *
     * @param address the server
     * @param prefix the prefix of the wanted keys
     * @param timeout how long the server may be silent, at least 1 ms
     * @param found receives each wanted key and the token of its item as they arrive, possibly more than once; must be
     *     fast, because a server does not wait for a slow reader
     * @return false if the server is busy and must be asked again
     * @throws IOException if the server did not report all keys; its message is human-readable
     */
    boolean crawl(NodeAddress address, String prefix, Duration timeout, ObjLongConsumer<Key> found) throws IOException;
}
