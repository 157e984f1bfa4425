package io.memshare;

import io.memshare.node.Background;
import io.memshare.node.Node;
import io.memshare.replication.Hints;

/** Delivers the tombstones that a node missed without having been marked down. Safe for use by several threads. */
record HintDelivery(NodePool pool, Hints hints) {

    /** Delivers the hints for nodes that are up. Must be called about every second. Does not block. */
    void runOnce() {
        for (Node node : pool.nodes()) {
            if (node.isUp() && hints.waiting(node.address()) > 0) {
                // A node that does not take them now gets them at a later attempt.
                Background.run(
                        "delivering tombstones",
                        hints.deliver(node, node.connection()).exceptionally(failure -> null));
            }
        }
    }
}
