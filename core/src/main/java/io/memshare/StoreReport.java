package io.memshare;

import io.memshare.replication.Consistency;
import java.util.List;

/**
 * The knowledge of this application server about the nodes at a point in time. Immutable.
 *
 * @param nodes the nodes in use, in the order of the settings; nodes that were added are last
 * @param redundancy the number of copies of each record, 1 to the number of nodes
 * @param consistency how many copies an answer requires
 * @param list the list of nodes
 */
public record StoreReport(List<NodeReport> nodes, int redundancy, Consistency consistency, NodeListReport list) {

    public StoreReport {
        nodes = List.copyOf(nodes);
    }

    /** Which requests can be answered. */
    public enum Service {
        /** The requests of every session. */
        ALL,
        /**
         * The requests of sessions that have a complete node, or whose nodes are all up, or that have a majority of
         * nodes that count.
         */
        SOME,
        /** No request that needs a session. */
        NONE
    }

    private List<NodeReport> members() {
        return nodes.stream().filter(node -> node.role() == NodeRole.MEMBER).toList();
    }

    /** Returns how many trusted nodes are up. */
    public int up() {
        return (int) members().stream().filter(node -> node.status().up()).count();
    }

    /** Returns how many trusted nodes are up and complete. */
    public int complete() {
        return (int) members().stream().filter(NodeReport::isComplete).count();
    }

    /**
     * Returns which requests can be answered. The nodes of a session are trusted if all of them are up, or any of them
     * is up and complete. Under {@link Consistency#QUORUM}, a majority of them must count.
     */
    public Service service() {
        return consistency == Consistency.QUORUM ? byMajority() : byAny();
    }

    private Service byMajority() {
        int counting = (int) members().stream().filter(NodeReport::counts).count();
        int needed = consistency.needed(redundancy);
        if (members().size() - counting <= redundancy - needed) {
            return Service.ALL;
        }
        return counting < needed ? Service.NONE : Service.SOME;
    }

    private Service byAny() {
        int doubtful = members().size() - complete();
        if (up() == members().size() || doubtful < redundancy) {
            return Service.ALL;
        }
        return complete() == 0 && up() < redundancy ? Service.NONE : Service.SOME;
    }
}
