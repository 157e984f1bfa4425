package io.memshare.diagnosis;

import io.memshare.node.NodeAddress;
import java.util.List;

/**
 * The notice of an application server about itself, for the others. Immutable.
 *
 * @param server a random number that identifies the process
 * @param name the host and process id, for operators
 * @param use the nodes that the server uses, and how
 * @param lifetimeSeconds the maximum lifetime of an unused record
 */
public record ServerNotice(long server, String name, NodeUse use, long lifetimeSeconds) {

    /**
     * The use of nodes.
     *
     * @param nodes the addresses of the nodes, sorted
     * @param redundancy the number of copies of a record
     * @param consistency the name of the consistency mode
     */
    public record NodeUse(List<String> nodes, int redundancy, String consistency) {

        public NodeUse {
            nodes = nodes.stream().sorted().toList();
        }

        /**
         * Creates a use of nodes.
         *
         * @param nodes the nodes
         * @param redundancy the number of copies of a record
         * @param consistency the name of the consistency mode
         */
        public static NodeUse of(List<NodeAddress> nodes, int redundancy, String consistency) {
            return new NodeUse(nodes.stream().map(NodeAddress::toString).toList(), redundancy, consistency);
        }

        @Override
        public String toString() {
            return nodes + ", redundancy " + redundancy + ", consistency " + consistency;
        }
    }
}
