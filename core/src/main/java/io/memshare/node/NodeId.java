package io.memshare.node;

/**
 * The identity of a node, which determines the placement of keys. It does not change with the address of the node, and
 * is the same on every application server. Immutable.
 *
 * @param name any text that is not blank; by default the text of the node's address
 */
public record NodeId(String name) {

    /** Checks the name; throws {@link IllegalArgumentException} if it is blank. */
    public NodeId {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a node is blank");
        }
    }

    /**
     * Returns the identity of a node without a name of its own.
     *
     * @param address its address
     */
    public static NodeId of(NodeAddress address) {
        return new NodeId(address.toString());
    }

    @Override
    public String toString() {
        return name;
    }
}
