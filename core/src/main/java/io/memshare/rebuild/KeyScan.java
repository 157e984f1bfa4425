package io.memshare.rebuild;

import io.memshare.node.Key;
import io.memshare.node.KeyCrawler;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the keys of a node on its peers, a window at a time. Blocks. Confined to a single thread at a time. */
final class KeyScan {

    private static final int ROOM = 50_000;

    private final Crawl crawl;
    private final Placement placement;
    private final RecordStores stores;
    private final int kinds;

    /**
     * Creates a scan.
     *
     * @param prefix the prefix of all keys of memshare
     */
    KeyScan(KeyCrawler crawler, Placement placement, RecordStores stores, String prefix, Ticker ticker) {
        this.crawl = new Crawl(crawler, prefix, ticker);
        this.placement = placement;
        this.stores = stores;
        this.kinds = stores.size();
    }

    /** Returns whether the scan covers all kinds of records; false if a kind was added in the meantime. */
    boolean isUpToDate() {
        return stores.size() == kinds;
    }

    /**
     * Fills a window.
     *
     * @param target the node whose keys are wanted
     * @param sources the nodes to crawl
     * @param missing for each source, the token from which on its records are wanted, 0 for all
     * @param after the last key of the previous window
     * @throws IOException if a source could not be crawled completely
     */
    KeyWindow window(Replica target, List<Replica> sources, List<Long> missing, @Nullable Key after)
            throws IOException, InterruptedException {
        KeyWindow window = new KeyWindow(after, ROOM);
        for (int s = 0; s < sources.size(); s++) {
            crawl(sources.get(s), missing.get(s), target, window);
        }
        return window;
    }

    private void crawl(Replica source, long missing, Replica target, KeyWindow window)
            throws IOException, InterruptedException {
        crawl.run(source.address(), (key, token) -> {
            boolean concerned = missing == 0 || Long.compareUnsigned(token, missing) > 0;
            if (concerned && concerns(key, target, placement, stores)) {
                window.add(key);
            }
        });
    }

    /** Returns whether a node is a replica of a key. */
    static boolean concerns(Key key, Replica target, Placement placement, RecordStores stores) {
        return stores.of(key) != null && placement.replicas(key).contains(target);
    }
}
