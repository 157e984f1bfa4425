package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The entries of {@code memshare.nodes}. Each is the address of a node, or a {@link NodeSource}.
 *
 * @param entries the entries
 * @param lookup finds the nodes behind a source
 */
record NodeEntries(List<String> entries, NodeLookup lookup) {

    static final String PROPERTY = "memshare.nodes";

    private static final String FORMS = "Write each node as host, host:port, [IPv6]:port or tcp://host:port,"
            + " for example 10.1.1.1:11211; the port is 11211 when none is given. What has several"
            + " nodes behind it is written as dns:name:port, srv:name or elasticache:endpoint:port.";

    NodeEntries {
        entries = List.copyOf(entries);
    }

    /** Returns whether an entry is a source, which has to be looked up again and again. */
    boolean areLookedUp() {
        return entries.stream().anyMatch(NodeSource::isIn);
    }

    /**
     * Returns the nodes, without duplicates.
     *
     * @throws InvalidMemsharePropertyException if there are no entries, an entry is neither an address nor a source, a
     *     source has no nodes, or two entries are equal
     */
    List<NodeAddress> nodes() {
        if (entries.isEmpty()) {
            throw new InvalidMemsharePropertyException(
                    PROPERTY,
                    "",
                    "it names no node, and sessions need at least 1 node",
                    FORMS + " Remove the property to use localhost:11211.");
        }
        Map<NodeAddress, Integer> positions = new LinkedHashMap<>();
        Set<NodeAddress> nodes = new LinkedHashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (NodeSource.isIn(entries.get(i))) {
                nodes.addAll(found(i));
            } else {
                NodeAddress address = parsed(i, NodeAddress::parse);
                Integer earlier = positions.putIfAbsent(address, i);
                if (earlier != null) {
                    throw duplicate(i, earlier, address);
                }
                nodes.add(address);
            }
        }
        return new ArrayList<>(nodes);
    }

    private List<NodeAddress> found(int index) {
        NodeSource source = parsed(index, NodeSource::parse);
        try {
            return lookup.nodes(source);
        } catch (IOException ex) {
            throw new InvalidMemsharePropertyException(
                    entryName(index),
                    entries.get(index),
                    String.valueOf(ex.getMessage()),
                    "Correct the name, or start the application when it leads to the nodes.",
                    ex);
        }
    }

    private <T> T parsed(int index, Function<String, T> parser) {
        try {
            return parser.apply(entries.get(index));
        } catch (IllegalArgumentException ex) {
            throw new InvalidMemsharePropertyException(
                    entryName(index),
                    entries.get(index),
                    "entry " + (index + 1) + " of " + entries.size() + " is not a node: " + ex.getMessage(),
                    FORMS,
                    ex);
        }
    }

    private InvalidMemsharePropertyException duplicate(int index, int earlier, NodeAddress address) {
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
