package io.memshare.autoconfigure;

import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.session.MemshareSessionRepository;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Converts {@link MemshareProperties} to {@link MemshareSettings}, and names the property that is invalid. */
record PropertiesSettings(MemshareProperties properties) {

    /** If sessions never expire, an emptied node never becomes complete by the expiry of its missing sessions. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /**
     * Checks the properties and returns the settings.
     *
     * @param nodes the nodes, at least 1, without duplicates
     * @param sessionTimeout the idle timeout of sessions; null or zero if unspecified, negative for never
     * @throws InvalidMemsharePropertyException if a property is invalid
     */
    MemshareSettings settings(List<NodeAddress> nodes, @Nullable Duration sessionTimeout) {
        int redundancy = redundancy(nodes.size());
        return MemshareSettings.builder(nodes)
                .redundancy(redundancy)
                .consistency(consistency(nodes.size(), redundancy))
                .timeout(atLeast(Duration.ofMillis(1), "timeout", properties.timeout()))
                .connectTimeout(atLeast(Duration.ofMillis(1), "connect-timeout", properties.connectTimeout()))
                .foundingWait(atLeast(Duration.ZERO, "founding-wait", properties.foundingWait()))
                .namespace(namespace(nodes))
                .tombstoneTtl(atLeast(Duration.ofSeconds(1), "tombstone-ttl", properties.tombstoneTtl()))
                .longestLifetime(longestLifetime(sessionTimeout))
                .rebuildEnabled(properties.rebuild().enabled())
                .rebuildRate(rate())
                .build();
    }

    /**
     * Checks and returns how long a client is asked to wait.
     *
     * @throws InvalidMemsharePropertyException if it is negative
     */
    Duration retryAfter() {
        return atLeast(Duration.ZERO, "retry-after", properties.retryAfter());
    }

    /**
     * Checks and returns the time between two lookups of names.
     *
     * @throws InvalidMemsharePropertyException if it is too short
     */
    Duration lookupInterval() {
        return atLeast(Duration.ofMillis(1), "lookup-interval", properties.lookupInterval());
    }

    /**
     * Checks and returns the size of the values that are kept between requests, in bytes.
     *
     * @throws InvalidMemsharePropertyException if it is negative
     */
    long idleValues() {
        DataSize size = properties.session().idleValues();
        if (size.isNegative()) {
            throw invalid(
                    "session.idle-values",
                    size,
                    "it is negative",
                    "Set memshare.session.idle-values to 0 to keep none, or remove it to use the default.");
        }
        return size.toBytes();
    }

    private int redundancy(int nodes) {
        Integer redundancy = properties.redundancy();
        if (redundancy == null) {
            return nodes;
        }
        String action = "Set memshare.redundancy to " + (nodes == 1 ? "1" : "a number from 1 to " + nodes)
                + ", or remove it to have a copy on every node.";
        if (redundancy < 1) {
            throw invalid("redundancy", redundancy, "a session needs at least 1 copy", action);
        }
        if (redundancy > nodes) {
            throw invalid(
                    "redundancy",
                    redundancy,
                    "there cannot be more copies than nodes, and there "
                            + (nodes == 1 ? "is 1 node" : "are " + nodes + " nodes"),
                    action + " It is the number of copies itself: one more than there are nodes,"
                            + " as PHP's memcache.session_redundancy wants it, is not needed.");
        }
        return redundancy;
    }

    private Consistency consistency(int nodes, int redundancy) {
        Consistency consistency = properties.consistency();
        if (consistency == Consistency.QUORUM && redundancy == 2) {
            String copies = nodes == 2 ? "List a third node in memshare.nodes" : "Set memshare.redundancy to 3 or more";
            throw invalid(
                    "consistency",
                    "quorum",
                    "there are 2 copies of each session, and a majority of 2 is both: whenever one of the two nodes is"
                            + " down, its sessions would be out of reach",
                    copies + ", of which one may be down. Or remove memshare.consistency: then one copy is enough.");
        }
        return consistency;
    }

    private static Duration atLeast(Duration least, String name, Duration value) {
        if (value.compareTo(least) < 0) {
            boolean wholeSeconds = least.toMillis() % 1000 == 0;
            String readable = wholeSeconds ? least.toSeconds() + "s" : least.toMillis() + "ms";
            throw invalid(
                    name,
                    value,
                    "it is shorter than " + readable,
                    "Set memshare." + name + " to " + readable + " or more, or remove it to use the default.");
        }
        return value;
    }

    /** Checks the namespace by the rule of the settings, on settings in which nothing else can be invalid. */
    private String namespace(List<NodeAddress> nodes) {
        try {
            return MemshareSettings.builder(nodes)
                    .namespace(properties.namespace())
                    .build()
                    .namespace();
        } catch (IllegalArgumentException ex) {
            throw new InvalidMemsharePropertyException(
                    "memshare.namespace",
                    properties.namespace(),
                    String.valueOf(ex.getMessage()),
                    "Set memshare.namespace to a short name such as the application's, in letters, digits,"
                            + " dots, hyphens and underscores.",
                    ex);
        }
    }

    private int rate() {
        int rate = properties.rebuild().rate();
        if (rate < 1 || rate > MemshareSettings.HIGHEST_REBUILD_RATE) {
            throw invalid(
                    "rebuild.rate",
                    rate,
                    "it is not between 1 and " + MemshareSettings.HIGHEST_REBUILD_RATE,
                    "Set memshare.rebuild.rate to a number of records per second, or memshare.rebuild.enabled to false"
                            + " if nodes are not to be rebuilt.");
        }
        return rate;
    }

    private static Duration longestLifetime(@Nullable Duration sessionTimeout) {
        if (sessionTimeout != null && sessionTimeout.isNegative()) {
            return NEVER;
        }
        if (sessionTimeout == null || sessionTimeout.isZero()) {
            return MemshareSettings.DEFAULT_LONGEST_LIFETIME;
        }
        return MemshareSessionRepository.retention(sessionTimeout);
    }

    private static InvalidMemsharePropertyException invalid(String name, Object value, String reason, String action) {
        return new InvalidMemsharePropertyException("memshare." + name, value, reason, action);
    }
}
