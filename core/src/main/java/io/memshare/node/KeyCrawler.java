package io.memshare.node;

import java.io.IOException;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/** Finds the keys that a server holds. Blocks, so it is for background threads. Safe for use by several threads. */
public interface KeyCrawler {

    /**
     * Has the server name its keys, over a connection of its own. Each key is named that the server holds all the
     * while; one that is stored or removed meanwhile may be. A thread that is interrupted meanwhile ends with an
     * {@link IOException}.
     *
     * @param address the server
     * @param prefix the prefix of the wanted keys
     * @param timeout how long the server may be silent, at least 1 ms
     * @param found takes each wanted key and the token of its item as they arrive, perhaps more than once; has to be quick, as a server does not
     *     bear a slow reader
     * @return false if the server is too busy and has to be asked again
     * @throws IOException if the server did not name all keys; its message is human-readable
     */
    boolean crawl(NodeAddress address, String prefix, Duration timeout, ObjLongConsumer<Key> found) throws IOException;
}
