package io.memshare;

import io.memshare.node.NodeAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@link Memshare} is to do. Immutable; every value has a default but the nodes.
 *
 * @param nodes the memcached nodes, at least one, each once; the same list on every application server
 * @param redundancy the number of copies of each record, from 1 to the number of nodes
 * @param timeout how long a reply of a node is waited for before the node is left out, at least 1 ms
 * @param connectTimeout how long a connection may take to be set up, at least 1 ms
 * @param namespace the prefix of all keys, 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 * @param tombstoneTtl how long a deletion is remembered at least, one second or more
 * @param longestLifetime how long a record lives at most without being used; a node that came back empty counts as
 *     complete again when it has been up for so long
 */
public record MemshareSettings(
        List<NodeAddress> nodes,
        int redundancy,
        Duration timeout,
        Duration connectTimeout,
        String namespace,
        Duration tombstoneTtl,
        Duration longestLifetime) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(250);
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);
    public static final String DEFAULT_NAMESPACE = "memshare";
    public static final Duration DEFAULT_TOMBSTONE_TTL = Duration.ofHours(24);
    public static final Duration DEFAULT_LONGEST_LIFETIME = Duration.ofMinutes(31);

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Checks the values; an {@link IllegalArgumentException} says which one is wrong and why. */
    public MemshareSettings {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("at least one node is needed");
        }
        Set<NodeAddress> seen = new HashSet<>();
        for (NodeAddress node : nodes) {
            if (!seen.add(node)) {
                throw new IllegalArgumentException("the node " + node + " is listed twice");
            }
        }
        if (redundancy < 1 || redundancy > nodes.size()) {
            throw new IllegalArgumentException(
                    "redundancy " + redundancy + " is not between 1 and the number of nodes, " + nodes.size());
        }
        requireAtLeast(Duration.ofMillis(1), timeout, "timeout");
        requireAtLeast(Duration.ofMillis(1), connectTimeout, "connectTimeout");
        requireAtLeast(Duration.ofSeconds(1), tombstoneTtl, "tombstoneTtl");
        requireAtLeast(Duration.ofSeconds(1), longestLifetime, "longestLifetime");
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException(
                    "the namespace '" + namespace + "' is not 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
    }

    /**
     * Settings with the defaults: a copy on every node.
     *
     * @param nodes the nodes, at least one, each once
     */
    public static MemshareSettings of(List<NodeAddress> nodes) {
        return new MemshareSettings(
                nodes,
                nodes.size(),
                DEFAULT_TIMEOUT,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_NAMESPACE,
                DEFAULT_TOMBSTONE_TTL,
                DEFAULT_LONGEST_LIFETIME);
    }

    private static void requireAtLeast(Duration least, Duration value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " " + value + " is shorter than " + least);
        }
    }
}
