package io.memshare.replication;

import io.memshare.node.Replica;
import java.util.List;

/**
 * What the nodes of a key's preference list were known to hold at one moment. Immutable.
 *
 * @param nodes the preference list
 * @param holdings what each of them held, in the same order
 */
public record Replicas(List<Replica> nodes, List<Holding> holdings) {

    public Replicas {
        if (nodes.size() != holdings.size()) {
            throw new IllegalArgumentException(nodes.size() + " nodes, " + holdings.size() + " holdings");
        }
        nodes = List.copyOf(nodes);
        holdings = List.copyOf(holdings);
    }

    /** Returns whether every node that gave an answer holds the bytes with the given checksum. */
    public boolean agreeOn(int checksum) {
        for (Holding holding : holdings) {
            boolean agrees = holding instanceof Holding.Present present && present.checksum() == checksum;
            if (!agrees && !(holding instanceof Holding.Unreachable)) {
                return false;
            }
        }
        return true;
    }
}
