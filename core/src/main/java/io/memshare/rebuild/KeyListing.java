package io.memshare.rebuild;

import io.memshare.node.Key;
import io.memshare.node.KeyPage;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import io.memshare.replication.Consistency;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the keys of all records, a page at a time. Each page crawls as many nodes as are needed for every record to
 * have a copy on one of them. Blocks. Immutable.
 *
 * @param nodes the nodes
 * @param ticker the time
 */
record KeyListing(Rebuilder.Nodes nodes, Ticker ticker) {

    /**
     * Returns a page. A key that is stored or removed while the listing goes on may be missing; every other key is on
     * one page.
     *
     * @param prefix the prefix of the wanted keys
     * @param after the last key of the previous page, null for the first page
     * @param limit the maximum number of keys, at least 1
     * @throws IOException if too few nodes are complete, or a node could not be crawled
     */
    KeyPage page(String prefix, @Nullable Key after, int limit) throws IOException, InterruptedException {
        Placement placement = nodes.membership().current();
        // The trusted nodes hold every record, also while others are filled or are about to leave.
        List<Replica> complete = placement.trustedNodes().stream()
                .filter(node -> node.isUp() && nodes.keeper().counted(node))
                .toList();
        int needed = needed(
                placement.trustedNodes().size(),
                placement.redundancy(),
                nodes.keeper().consistency());
        if (complete.size() < needed) {
            throw new IOException("too few nodes are complete: " + complete.size() + " of " + needed);
        }
        KeyWindow window = new KeyWindow(after, limit);
        Crawl crawl = new Crawl(nodes.crawler(), prefix, ticker);
        for (Replica node : complete.subList(0, needed)) {
            crawl.run(node.address(), (key, token) -> window.add(key));
        }
        return new KeyPage(window.keys(), window.next());
    }

    /**
     * Returns how many complete nodes have a copy of every record among them. No I/O.
     *
     * @param nodes the number of all nodes
     * @param redundancy the number of copies of a record
     * @param consistency how many of the copies are sure to be there
     */
    static int needed(int nodes, int redundancy, Consistency consistency) {
        int copies = consistency == Consistency.QUORUM ? consistency.needed(redundancy) : redundancy;
        return nodes - copies + 1;
    }
}
