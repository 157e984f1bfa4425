package io.memshare.diagnosis;

import io.memshare.diagnosis.Finding.Kind;
import io.memshare.node.NodeAddress;
import io.memshare.node.ServerOptions;
import io.memshare.node.ServerStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges the statistics of the nodes, without I/O. */
final class NodeRules {

    /** The default item limit of memcached. */
    private static final long DEFAULT_ITEM_LIMIT = 1L << 20;

    /** memcached keeps items of each size in pages of their own, so a node needs room for some of the largest. */
    private static final int LARGEST_ITEMS = 16;

    /** Items of various sizes fill memcached's pages to about this part before it evicts. */
    private static final double FULL = 0.9;

    private NodeRules() {}

    /**
     * Returns the findings.
     *
     * @param nodes the last statistics of the nodes that have reported any
     * @param rebuilds whether nodes are rebuilt
     */
    static List<Finding> judge(Map<NodeAddress, ServerStats> nodes, boolean rebuilds) {
        List<Finding> findings = new ArrayList<>();
        nodes.forEach((node, stats) -> {
            ServerOptions options = stats.options();
            if (options.itemLimit() < DEFAULT_ITEM_LIMIT) {
                findings.add(new Finding(
                        Kind.SMALL_ITEM_LIMIT,
                        node,
                        "stores items up to " + Bytes.text(options.itemLimit())
                                + " only, and a larger session cannot be saved",
                        "start memcached with -I 1m or more"));
            }
            if (!options.evicts()) {
                findings.add(new Finding(
                        Kind.NO_EVICTION,
                        node,
                        "was started with -M and refuses sessions when it is full, so that they lack a copy",
                        "start memcached without -M, with enough memory (-m)"));
            }
            if (rebuilds && options.crawler() != ServerOptions.Crawler.ON) {
                findings.add(new Finding(Kind.NO_CRAWLER, node, cause(options.crawler()), action(options.crawler())));
            }
        });
        addUnequalLimits(nodes, findings);
        addLittleMemory(nodes, findings);
        return findings;
    }

    private static String cause(ServerOptions.Crawler crawler) {
        String reason = switch (crawler) {
            case FORBIDDEN -> "does not permit listing its keys (-X)";
            case DISABLED -> "has its crawler switched off";
            default -> "has no crawler, as is usual for serverless offers";
        };
        return reason + ", so that a node that has lost its memory cannot be filled from it";
    }

    private static String action(ServerOptions.Crawler crawler) {
        return switch (crawler) {
            case FORBIDDEN -> "start memcached without -X";
            case DISABLED -> "start memcached without -o no_lru_crawler, or send it 'lru_crawler enable'";
            default -> "use memcached " + "processes of your own, or an offer of nodes with the command lru_crawler";
        };
    }

    private static void addUnequalLimits(Map<NodeAddress, ServerStats> nodes, List<Finding> findings) {
        NodeAddress largest = null;
        long limit = 0;
        for (Map.Entry<NodeAddress, ServerStats> node : nodes.entrySet()) {
            if (node.getValue().options().itemLimit() > limit) {
                limit = node.getValue().options().itemLimit();
                largest = node.getKey();
            }
        }
        for (Map.Entry<NodeAddress, ServerStats> node : nodes.entrySet()) {
            long own = node.getValue().options().itemLimit();
            if (own < limit && own >= DEFAULT_ITEM_LIMIT) {
                findings.add(new Finding(
                        Kind.UNEQUAL_ITEM_LIMIT,
                        node.getKey(),
                        "stores items up to " + Bytes.text(own) + ", and node " + largest + " up to "
                                + Bytes.text(limit) + "; the smaller limit is that of all sessions with a copy on both",
                        "start all memcached processes with the same -I"));
            }
        }
    }

    private static void addLittleMemory(Map<NodeAddress, ServerStats> nodes, List<Finding> findings) {
        long held = nodes.values().stream().mapToLong(ServerStats::bytes).max().orElse(0);
        nodes.forEach((node, stats) -> {
            long limit = stats.limitBytes();
            long least = LARGEST_ITEMS * stats.options().itemLimit();
            if (limit > 0 && limit < least) {
                findings.add(littleMemory(
                        node,
                        "has " + Bytes.text(limit) + " of memory, less than " + LARGEST_ITEMS
                                + " items of the largest size ("
                                + Bytes.text(stats.options().itemLimit())
                                + ") need"));
            } else if (limit > 0 && held > FULL * limit) {
                findings.add(littleMemory(
                        node,
                        "has " + Bytes.text(limit) + " of memory, and the fullest node holds " + Bytes.text(held)));
            }
        });
    }

    private static Finding littleMemory(NodeAddress node, String cause) {
        return new Finding(
                Kind.LITTLE_MEMORY,
                node,
                cause + "; it drops sessions soon, or does so already",
                "start memcached with more memory (-m), alike on all nodes");
    }
}
