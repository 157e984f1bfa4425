package io.memshare.completeness;

import io.memshare.node.Hash64;
import io.memshare.node.NodeAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The nodes that an application server uses, and how. Announced by each server on each node, so that all know who writes
 * where while the configuration is being changed.
 *
 * @param addresses the nodes, sorted
 * @param redundancy the number of copies of a record, 1 to the number of nodes
 * @param mode the name of the consistency that the server keeps
 */
record NodeList(List<String> addresses, int redundancy, String mode) implements ControlRecord {

    static final int MOST = 256;
    static final String KIND = "node-list";
    static final String AVAILABLE = "available";
    static final String QUORUM = "quorum";

    NodeList {
        addresses = addresses.stream().sorted().toList();
    }

    static NodeList of(List<NodeAddress> nodes, int redundancy, String mode) {
        return new NodeList(nodes.stream().map(NodeAddress::toString).toList(), redundancy, mode);
    }

    /** Returns a number that tells this list from others, the same on every server. */
    long fingerprint() {
        String text = String.join(",", addresses) + "/" + redundancy + "/" + mode;
        return Hash64.of(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean contains(NodeAddress node) {
        return addresses.contains(node.toString());
    }

    /** Returns whether a majority of the copies has to take part in reads and writes. */
    boolean isQuorum() {
        return mode.equals(QUORUM);
    }

    /** Returns whether every record is on every node. */
    boolean isEverywhere() {
        return redundancy == addresses.size();
    }

    /**
     * Returns whether a node that holds every record it should by one of the lists does so by the other: both name it, so
     * writers by either list reach it or note that they did not, and by both it has to hold the same records. Where majorities
     * count, both lists have to be the same one.
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
