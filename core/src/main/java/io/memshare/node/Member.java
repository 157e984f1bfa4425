package io.memshare.node;

import java.util.Objects;

/**
 * An entry of the node list. Immutable.
 *
 * @param id the identity of the node
 * @param address its current address
 */
record Member(NodeId id, NodeAddress address) {

    Member {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
    }

    /**
     * Returns the entry of a node whose address is its identity.
     *
     * @param address the address
     */
    static Member of(NodeAddress address) {
        return new Member(NodeId.of(address), address);
    }
}
