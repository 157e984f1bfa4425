package io.memshare.placement;

import io.memshare.node.Hash64;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Placement also;
    private final boolean switched;

    /**
     * Creates a placement.
     *
     * @param nodes the nodes, in any order
     * @param redundancy how many of them hold a key, 1 to their number
     */
    public Placement(List<? extends Replica> nodes, int redundancy) {
        this(nodes, redundancy, null, false);
    }

    private Placement(List<? extends Replica> nodes, int redundancy, @Nullable Placement also, boolean switched) {
        if (redundancy < 1 || redundancy > nodes.size()) {
            throw new IllegalArgumentException("redundancy " + redundancy + " of " + nodes.size() + " nodes");
        }
        this.nodes = List.copyOf(nodes);
        this.seeds = this.nodes.stream()
                .mapToLong(node -> Hash64.of(node.id().name().getBytes(StandardCharsets.UTF_8)))
                .toArray();
        this.redundancy = redundancy;
        this.also = also;
        this.switched = switched;
    }

    /**
     * Returns the placement while the nodes of a new list are filled: a key is held by the nodes that hold it according
     * to either list. Those according to this placement are trusted, and precede the others.
     *
     * @param next the placement according to the new list
     */
    public Placement filling(Placement next) {
        return new Placement(nodes, redundancy, next, false);
    }

    /**
     * Returns the placement after the switch to this list: a key is held by the nodes that hold it according to either
     * list. Those according to this placement are trusted, and precede the others.
     *
     * @param former the placement according to the former list
     */
    public Placement switchedFrom(Placement former) {
        return new Placement(nodes, redundancy, former, true);
    }

    /** Returns all nodes, the trusted nodes first. */
    public List<Replica> nodes() {
        return also == null ? nodes : union(nodes, also.nodes);
    }

    /** Returns the trusted nodes: all nodes unless the list is being changed. */
    public List<Replica> trustedNodes() {
        return nodes;
    }

    private static List<Replica> union(List<Replica> first, List<Replica> second) {
        Set<Replica> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** Returns how many trusted nodes hold a key. */
    public int redundancy() {
        return redundancy;
    }

    /**
     * Returns the preference list of a key: the nodes that hold it, starting with the node that sends the value. Every
     * process with the same nodes gets the same list. The first {@link #redundancy} nodes are trusted; there are others
     * only while the list of nodes is changed.
     */
    public List<Replica> replicas(Key key) {
        return also == null ? trusted(key) : union(trusted(key), also.replicas(key));
    }

    /**
     * Returns how many of the first nodes of a preference list together hold every acknowledged change. While the
     * nodes of a new list are filled, the trusted nodes do, one of which takes each write. After the switch all nodes
     * do, as a write of a process that had not switched yet may be on a node that only the former list has.
     *
     * @param replicas the preference list of a key
     */
    public int sufficient(List<Replica> replicas) {
        return also == null || switched ? replicas.size() : redundancy;
    }

    private List<Replica> trusted(Key key) {
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
