package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Replica;
import java.util.concurrent.CompletableFuture;

/**
 * Whether a replica counts for a write: its node vouched for itself after it took the record, over the same connection. Where one
 * copy is enough, every replica that took the record counts, and no node is asked. For one replica in one write.
 */
final class Vote {

    private final Consistency consistency;
    private final Completeness completeness;
    private final Replica node;
    private boolean asked;
    private boolean given;

    Vote(Consistency consistency, Completeness completeness, Replica node) {
        this.consistency = consistency;
        this.completeness = completeness;
        this.node = node;
        reset();
    }

    /** Whatever was said before does not count any more. */
    void reset() {
        given = consistency == Consistency.AVAILABLE;
        asked = given;
    }

    boolean isAsked() {
        return asked;
    }

    boolean isGiven() {
        return given;
    }

    /**
     * Asks the node, if it has to be asked.
     *
     * @param connection the connection over which the record was sent, or was read
     * @return done when the node has answered; never completes exceptionally
     */
    CompletableFuture<Boolean> ask(Channel connection) {
        reset();
        if (asked) {
            return CompletableFuture.completedFuture(true);
        }
        asked = true;
        return connection.send(completeness.voucher()).thenApply(reply -> {
            given = completeness.vouches(node, reply);
            return true;
        });
    }
}
