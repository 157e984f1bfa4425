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
 * @param timeout how long a reply of a node is waited for before the node is left out, at least 1 ms; longer for a node
 *     without which a majority of the copies would be out of reach
 * @param connectTimeout how long a connection may take to be set up, at least 1 ms
 * @param namespace the prefix of all keys, 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 * @param tombstoneTtl how long a deletion is remembered at least, one second or more
 * @param longestLifetime how long a record lives at most without being used; a node that came back empty counts as
 *     complete again when it has been up for so long
 * @param rebuild how records are copied to a node that lost them
 */
public record MemshareSettings(
        List<NodeAddress> nodes,
        int redundancy,
        Duration timeout,
        Duration connectTimeout,
        String namespace,
        Duration tombstoneTtl,
        Duration longestLifetime,
        Rebuild rebuild) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(250);
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);
    public static final String DEFAULT_NAMESPACE = "memshare";
    public static final Duration DEFAULT_TOMBSTONE_TTL = Duration.ofHours(24);
    public static final Duration DEFAULT_LONGEST_LIFETIME = Duration.ofMinutes(31);

    /**
     * How records are copied to a node that came back without them, in the background. Immutable.
     *
     * @param enabled whether they are; otherwise only what is used comes back to such a node
     * @param rate the most records per second, 1 to 1,000,000
     */
    public record Rebuild(boolean enabled, int rate) {

        public static final int DEFAULT_RATE = 2000;
        public static final int HIGHEST_RATE = 1_000_000;
        public static final Rebuild DEFAULT = new Rebuild(true, DEFAULT_RATE);

        public Rebuild {
            if (rate < 1 || rate > HIGHEST_RATE) {
                throw new IllegalArgumentException(
                        "a rebuild of " + rate + " records per second is not between 1 and " + HIGHEST_RATE);
            }
        }
    }

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
                DEFAULT_LONGEST_LIFETIME,
                Rebuild.DEFAULT);
    }

    /** Returns the same settings with another rebuild. */
    public MemshareSettings withRebuild(Rebuild other) {
        return new MemshareSettings(
                nodes, redundancy, timeout, connectTimeout, namespace, tombstoneTtl, longestLifetime, other);
    }

    /** Returns the same settings with another timeout, at least 1 ms. */
    public MemshareSettings withTimeout(Duration other) {
        return new MemshareSettings(
                nodes, redundancy, other, connectTimeout, namespace, tombstoneTtl, longestLifetime, rebuild);
    }

    /** Returns the same settings with another number of copies, from 1 to the number of nodes. */
    public MemshareSettings withRedundancy(int other) {
        return new MemshareSettings(
                nodes, other, timeout, connectTimeout, namespace, tombstoneTtl, longestLifetime, rebuild);
    }

    private static void requireAtLeast(Duration least, Duration value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " " + value + " is shorter than " + least);
        }
    }
}
