package io.memshare;

import io.memshare.replication.Consistency;
import java.util.List;

/**
 * All that this application server knows of the nodes at a moment. Immutable.
 *
 * @param nodes the nodes, in the order of the settings
 * @param redundancy the number of copies of each record, 1 to the number of nodes
 * @param consistency how many copies an answer takes
 */
public record StoreReport(List<NodeReport> nodes, int redundancy, Consistency consistency) {

    public StoreReport {
        nodes = List.copyOf(nodes);
    }

    /** Which requests can be answered. */
    public enum Service {
        /** Those of every session. */
        ALL,
        /** Those of the sessions with a complete node, or with all of their nodes up; or with a majority of nodes that count. */
        SOME,
        /** None that needs a session. */
        NONE
    }

    /** Returns how many nodes are up. */
    public int up() {
        return (int) nodes.stream().filter(node -> node.status().up()).count();
    }

    /** Returns how many nodes are up and complete. */
    public int complete() {
        return (int) nodes.stream().filter(NodeReport::isComplete).count();
    }

    /**
     * Returns which requests can be answered. What a session's nodes say is believed if all of them are up, or one of those
     * that are up is complete. Under {@link Consistency#QUORUM} a majority of them has to count.
     */
    public Service service() {
        return consistency == Consistency.QUORUM ? byMajority() : byAny();
    }

    private Service byMajority() {
        int counting = (int) nodes.stream().filter(NodeReport::counts).count();
        int needed = consistency.needed(redundancy);
        if (nodes.size() - counting <= redundancy - needed) {
            return Service.ALL;
        }
        return counting < needed ? Service.NONE : Service.SOME;
    }

    private Service byAny() {
        int doubtful = nodes.size() - complete();
        if (up() == nodes.size() || doubtful < redundancy) {
            return Service.ALL;
        }
        return complete() == 0 && up() < redundancy ? Service.NONE : Service.SOME;
    }
}
