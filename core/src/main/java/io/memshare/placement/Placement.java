package io.memshare.placement;

import io.memshare.node.Hash64;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rendezvous hashing (Thaler and Ravishankar, "Using Name-Based Mappings to Increase Hit Rates", 1998): every node
 * gets a weight for a key, and the nodes with the largest weights hold it, the largest first. Keys spread evenly, and
 * a node that is added or removed moves only the keys that it gains or held. The weights depend on the identities of
 * the nodes, not on their addresses. Immutable.
 */
public final class Placement {

    private final List<Replica> nodes;
    private final long[] seeds;
    private final int redundancy;

    /**
     * Creates a placement.
     *
     * @param nodes the nodes, in any order
     * @param redundancy how many of them hold a key, 1 to their number
     */
    public Placement(List<? extends Replica> nodes, int redundancy) {
        if (redundancy < 1 || redundancy > nodes.size()) {
            throw new IllegalArgumentException("redundancy " + redundancy + " of " + nodes.size() + " nodes");
        }
        this.nodes = List.copyOf(nodes);
        this.seeds = this.nodes.stream()
                .mapToLong(node -> Hash64.of(node.id().name().getBytes(StandardCharsets.UTF_8)))
                .toArray();
        this.redundancy = redundancy;
    }

    /** Returns all nodes. */
    public List<Replica> nodes() {
        return nodes;
    }

    /** Returns how many nodes hold a key. */
    public int redundancy() {
        return redundancy;
    }

    /**
     * Returns the preference list of a key: the nodes that hold it, starting with the node that sends the value. Every
     * process with the same nodes gets the same list.
     */
    public List<Replica> replicas(Key key) {
        Replica[] chosen = new Replica[redundancy];
        long[] weights = new long[redundancy];
        int count = 0;
        for (int i = 0; i < seeds.length; i++) {
            long weight = Hash64.mix(seeds[i] ^ key.hash());
            int at = count;
            while (at > 0 && weights[at - 1] < weight) {
                at--;
            }
            if (at < redundancy) {
                int moved = Math.min(count, redundancy - 1) - at;
                System.arraycopy(chosen, at, chosen, at + 1, moved);
                System.arraycopy(weights, at, weights, at + 1, moved);
                chosen[at] = nodes.get(i);
                weights[at] = weight;
                count = Math.min(count + 1, redundancy);
            }
        }
        return List.of(chosen);
    }
}
