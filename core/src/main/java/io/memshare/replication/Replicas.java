package io.memshare.replication;

import io.memshare.node.Replica;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a key's preference list were known to hold at one moment. Immutable.
 *
 * @param nodes the preference list
 * @param holdings what each of them held, in the same order
 * @param content the state that replicas with one checksum were seen to hold, or null
 */
public record Replicas(
        List<Replica> nodes,
        List<Holding> holdings,
        @Nullable Content content) {

    /**
     * A state that was read, by the checksum that stands for it here. The bytes of some replicas may have another one, as
     * they were sealed by another key.
     */
    record Content(int checksum, Object state) {}

    public Replicas {
        if (nodes.size() != holdings.size()) {
            throw new IllegalArgumentException(nodes.size() + " nodes, " + holdings.size() + " holdings");
        }
        nodes = List.copyOf(nodes);
        holdings = List.copyOf(holdings);
    }

    /** Creates replicas none of which was seen to hold a certain state. */
    public Replicas(List<Replica> nodes, List<Holding> holdings) {
        this(nodes, holdings, null);
    }

    /** Returns whether replicas with a checksum are known to hold a state. */
    boolean hold(int checksum, Object state) {
        return content != null
                && content.checksum() == checksum
                && content.state().equals(state);
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
