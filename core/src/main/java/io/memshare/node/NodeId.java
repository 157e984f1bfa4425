package io.memshare.node;

/**
 * The identity of a node, which the placement of keys goes by. It stays the same when the address of the node
 * changes, and is the same on every application server. Immutable.
 *
 * @param name any text that is not blank; unless the node was given a name, the text of its address
 */
public record NodeId(String name) {

    /** Checks the name; throws {@link IllegalArgumentException} if it is blank. */
    public NodeId {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a node is blank");
        }
    }

    /**
     * Returns the identity of a node that was given no name.
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
