package io.memshare.rebuild;

import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.function.ObjLongConsumer;

/**
 * Crawls a node, and waits while it is busy with another crawl. Blocks. Immutable.
 *
 * @param crawler finds the keys
 * @param prefix the prefix of the wanted keys
 * @param ticker the time
 */
record Crawl(KeyCrawler crawler, String prefix, Ticker ticker) {

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final long BUSY_PAUSE_NANOS = 100_000_000;
    private static final int BUSY_TRIES = 300;

    /**
     * Lists the keys of a node.
     *
     * @param found receives each key and the token of its item, possibly more than once
     * @throws IOException if the node did not report all keys
     */
    void run(NodeAddress node, ObjLongConsumer<Key> found) throws IOException, InterruptedException {
        for (int i = 0; i < BUSY_TRIES; i++) {
            if (crawler.crawl(node, prefix, SILENCE, found)) {
                return;
            }
            ticker.sleep(BUSY_PAUSE_NANOS);
        }
        throw new IOException("the crawler of memcached node " + node + " is busy all the time");
    }
}
