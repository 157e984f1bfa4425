package io.memshare.completeness;

import io.memshare.node.Hash64;
import io.memshare.node.NodeAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The nodes that an application server uses, and how. Each server announces its list on each node, so that all servers
 * know which servers write where while the configuration is being changed.
 *
 * @param addresses the nodes, sorted
 * @param redundancy the number of copies of a record, 1 to the number of nodes
 * @param mode the name of the consistency mode of the server
 * @param version the epoch in which the list was proposed, so that a voucher for an earlier use of the same nodes does
 *     not count; 0 for a configured list
 */
record NodeList(List<String> addresses, int redundancy, String mode, long version) implements ControlRecord {

    static final int MOST = 256;
    static final String KIND = "node-list";
    static final String AVAILABLE = "available";
    static final String QUORUM = "quorum";

    NodeList {
        addresses = addresses.stream().sorted().toList();
    }

    static NodeList of(List<NodeAddress> nodes, int redundancy, String mode) {
        return new NodeList(nodes.stream().map(NodeAddress::toString).toList(), redundancy, mode, 0);
    }

    NodeList withVersion(long other) {
        return new NodeList(addresses, redundancy, mode, other);
    }

    List<NodeAddress> nodes() {
        return addresses.stream().map(NodeAddress::parse).toList();
    }

    /** Returns whether servers with either list write each record to the same nodes. */
    boolean hasSameNodes(NodeList other) {
        return addresses.equals(other.addresses) && redundancy == other.redundancy && mode.equals(other.mode);
    }

    /** Returns whether each address is one that a server writes; a list that comes over the wire may have any text. */
    boolean isUsable() {
        try {
            List<String> written =
                    nodes().stream().distinct().map(NodeAddress::toString).toList();
            return written.equals(addresses);
        } catch (IllegalArgumentException ex) {
            return false;
        }
    }

    /** Returns whether the lists have a node in common. */
    boolean shares(NodeList other) {
        return addresses.stream().anyMatch(other.addresses::contains);
    }

    /** Returns a number that identifies this list, the same on every server. */
    long fingerprint() {
        String text = String.join(",", addresses) + "/" + redundancy + "/" + mode + (version == 0 ? "" : "/" + version);
        return Hash64.of(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean contains(NodeAddress node) {
        return addresses.contains(node.toString());
    }

    /** Returns whether a majority of the copies must take part in reads and writes. */
    boolean isQuorum() {
        return mode.equals(QUORUM);
    }

    /** Returns whether every record is on every node. */
    boolean isEverywhere() {
        return redundancy == addresses.size();
    }

    /**
     * Returns whether a node that holds every record according to either list also does according to the other. Both
     * lists must contain it, so that writers with either list reach it or note that they did not, and both must require
     * it to hold the same records. Under quorum consistency, the lists must be equal.
     */
    boolean agreesOn(NodeAddress node, NodeList other) {
        boolean same = (isEverywhere() && !isQuorum()) ? other.isEverywhere() : equals(other);
        return same && mode.equals(other.mode) && contains(node) && other.contains(node);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
