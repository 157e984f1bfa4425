package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes of {@code memshare.nodes}. Immutable. */
record PropertiesMemshareConnectionDetails(List<NodeAddress> nodes) implements MemshareConnectionDetails {

    private static final String PROPERTY = "memshare.nodes";
    private static final String FORMS = "Write each node as host, host:port, [IPv6]:port or tcp://host:port,"
            + " for example 10.1.1.1:11211; the port is 11211 when none is given.";

    PropertiesMemshareConnectionDetails {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads the entries of the property.
     *
     * @throws InvalidMemsharePropertyException if there is none, or one is no address, or two are the same
     */
    static PropertiesMemshareConnectionDetails parse(List<String> entries) {
        if (entries.isEmpty()) {
            throw new InvalidMemsharePropertyException(
                    PROPERTY,
                    "",
                    "it names no node, and sessions need at least one",
                    FORMS + " Remove the property to use localhost:11211.");
        }
        Map<NodeAddress, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            NodeAddress address = parse(entries, i);
            Integer earlier = positions.putIfAbsent(address, i);
            if (earlier != null) {
                throw duplicate(entries, i, earlier, address);
            }
        }
        return new PropertiesMemshareConnectionDetails(new ArrayList<>(positions.keySet()));
    }

    private static NodeAddress parse(List<String> entries, int index) {
        try {
            return NodeAddress.parse(entries.get(index));
        } catch (IllegalArgumentException ex) {
            throw new InvalidMemsharePropertyException(
                    entryName(index),
                    entries.get(index),
                    "entry " + (index + 1) + " of " + entries.size() + " is not a node: " + ex.getMessage(),
                    FORMS,
                    ex);
        }
    }

    private static InvalidMemsharePropertyException duplicate(
            List<String> entries, int index, int earlier, NodeAddress address) {
        return new InvalidMemsharePropertyException(
                entryName(index),
                entries.get(index),
                "entry " + (index + 1) + " of " + entries.size() + " is the node " + address + ", and so is entry "
                        + (earlier + 1) + ", '" + entries.get(earlier) + "'",
                "List each node once. Two copies of a session on one node protect against nothing.");
    }

    private static String entryName(int index) {
        return PROPERTY + "[" + index + "]";
    }
}
