package io.memshare;

import io.memshare.completeness.CompletenessKeeper;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.Rebuilder;
import java.util.concurrent.CompletableFuture;

/** Starts rebuilds requested by an operator. Safe for use by several threads. */
record RequestedRebuilds(NodePool pool, CompletenessKeeper keeper, Rebuilder rebuilder, boolean enabled) {

    CompletableFuture<RebuildRequest> request(NodeAddress address) {
        if (!enabled) {
            return CompletableFuture.completedFuture(RebuildRequest.SWITCHED_OFF);
        }
        for (Node node : pool.nodes()) {
            if (node.address().equals(address)) {
                return request(node);
            }
        }
        return CompletableFuture.completedFuture(RebuildRequest.NO_SUCH_NODE);
    }

    private CompletableFuture<RebuildRequest> request(Node node) {
        if (!node.isUp()) {
            return CompletableFuture.completedFuture(RebuildRequest.NODE_DOWN);
        }
        boolean standIn =
                pool.nodes().stream().anyMatch(other -> other != node && other.isUp() && keeper.counted(other));
        if (!standIn) {
            return CompletableFuture.completedFuture(RebuildRequest.NO_OTHER_COMPLETE);
        }
        return keeper.filling().setBack(node).thenApply(done -> {
            if (done) {
                rebuilder.request(node.address());
            }
            return done ? RebuildRequest.ACCEPTED : RebuildRequest.NOT_TAKEN;
        });
    }
}
