package io.memshare.replication;

import io.memshare.node.Channel;
import io.memshare.node.Node;
import java.util.List;

/**
 * What the nodes of a key's preference list were known to hold at one moment. Immutable.
 *
 * @param nodes the preference list
 * @param holdings what each of them held, in the same order
 * @param connections the connection over which each of them said so, which alone a write on that condition may use
 */
public record Replicas(List<Node> nodes, List<Holding> holdings, List<Channel> connections) {

    public Replicas {
        if (nodes.size() != holdings.size() || nodes.size() != connections.size()) {
            throw new IllegalArgumentException(
                    nodes.size() + " nodes, " + holdings.size() + " holdings, " + connections.size() + " connections");
        }
        nodes = List.copyOf(nodes);
        holdings = List.copyOf(holdings);
        connections = List.copyOf(connections);
    }

    /** Returns the same nodes and connections with other holdings. */
    Replicas with(List<Holding> others) {
        return new Replicas(nodes, others, connections);
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
