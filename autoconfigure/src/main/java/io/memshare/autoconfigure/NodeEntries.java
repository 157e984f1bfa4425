package io.memshare.autoconfigure;

import io.memshare.node.NodeAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entries of {@code memshare.nodes}. Each is the address of a node, or a name behind which there are nodes.
 *
 * @param entries the entries
 * @param lookup finds the nodes behind a name
 */
record NodeEntries(List<String> entries, NodeLookup lookup) {

    static final String PROPERTY = "memshare.nodes";

    private static final String DNS = "dns:";
    private static final String FORMS = "Write each node as host, host:port, [IPv6]:port or tcp://host:port,"
            + " for example 10.1.1.1:11211; the port is 11211 when none is given. A name with the addresses of several"
            + " nodes is written as dns:name:port.";

    NodeEntries {
        entries = List.copyOf(entries);
    }

    /** Returns whether an entry is a name that has to be looked up again and again. */
    boolean areLookedUp() {
        return entries.stream().anyMatch(NodeEntries::isLookedUp);
    }

    private static boolean isLookedUp(String entry) {
        return entry.strip().regionMatches(true, 0, DNS, 0, DNS.length());
    }

    /**
     * Returns the nodes, without duplicates.
     *
     * @throws InvalidMemsharePropertyException if there are no entries, an entry is neither an address nor a name, a
     *     name has no address, or two entries are equal
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
            if (isLookedUp(entries.get(i))) {
                nodes.addAll(found(i));
            } else {
                NodeAddress address = parsed(i, entries.get(i));
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
        NodeAddress name = parsed(index, entries.get(index).strip().substring(DNS.length()));
        try {
            return lookup.nodes(name);
        } catch (UnknownHostException ex) {
            throw new InvalidMemsharePropertyException(
                    entryName(index),
                    entries.get(index),
                    "the name " + name.host() + " has no address, or the name service does not answer",
                    "Correct the name, or start the application when the name service knows it.",
                    ex);
        }
    }

    private NodeAddress parsed(int index, String text) {
        try {
            return NodeAddress.parse(text);
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
