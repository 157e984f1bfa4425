package io.memshare;

import io.memshare.codec.Envelope;
import io.memshare.memcached.NodeSecurity;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import io.memshare.seal.Sealing;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of {@link Memshare}. Only the nodes have no default. Immutable; equal settings have equal values.
 */
public final class MemshareSettings {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(250);
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(1);
    public static final Duration DEFAULT_FOUNDING_WAIT = Duration.ofSeconds(30);
    public static final String DEFAULT_NAMESPACE = "memshare";
    public static final Duration DEFAULT_TOMBSTONE_TTL = Duration.ofHours(24);
    public static final Duration DEFAULT_LONGEST_LIFETIME = Duration.ofMinutes(31);
    public static final int DEFAULT_REBUILD_RATE = 2000;
    public static final int HIGHEST_REBUILD_RATE = 1_000_000;

    private final SettingsGroups values;

    private MemshareSettings(SettingsGroups values) {
        this.values = values;
    }

    /**
     * Returns settings with the defaults: a copy of each record on every node.
     *
     * @param nodes the memcached nodes, 1 or more, without duplicates; the same on every application server
     * @throws IllegalArgumentException if there is no node, or a duplicate
     */
    public static MemshareSettings of(List<NodeAddress> nodes) {
        return builder(nodes).build();
    }

    /**
     * Returns a builder with the defaults: a copy of each record on every node.
     *
     * @param nodes the memcached nodes, 1 or more, without duplicates; the same on every application server
     * @throws IllegalArgumentException if there is no node, or a duplicate
     */
    public static Builder builder(List<NodeAddress> nodes) {
        return new Builder(nodes);
    }

    /** Returns a builder that has these settings. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** Returns the memcached nodes, 1 or more, without duplicates. */
    public List<NodeAddress> nodes() {
        return values.nodes().addresses();
    }

    /** Returns the number of copies of each record, 1 to the number of nodes. */
    public int redundancy() {
        return values.nodes().redundancy();
    }

    /** Returns how many copies of a record an answer takes. */
    public Consistency consistency() {
        return values.nodes().consistency();
    }

    /** Returns the prefix of all keys. */
    public String namespace() {
        return values.records().namespace();
    }

    /** Returns the shortest time for which a deletion is remembered. */
    public Duration tombstoneTtl() {
        return values.records().tombstoneTtl();
    }

    /** Returns the longest time for which a record lives without being used. */
    public Duration longestLifetime() {
        return values.records().longestLifetime();
    }

    /** Returns the outer form in which records are stored. */
    public Envelope envelope() {
        return sealing().envelope();
    }

    /** Returns how records are sealed and named. */
    public Sealing sealing() {
        return values.records().sealing();
    }

    /** Returns the time after which a node that has not replied is marked down. */
    public Duration timeout() {
        return values.timeouts().request();
    }

    /** Returns the longest time that setting up a connection may take. */
    public Duration connectTimeout() {
        return values.timeouts().connect();
    }

    /** Returns for how long nodes that do not answer are waited for when none of the others has ever been used. */
    public Duration foundingWait() {
        return values.timeouts().foundingWait();
    }

    /** Returns whether records are copied in the background to a node that came back without them. */
    public boolean rebuildEnabled() {
        return values.rebuild().enabled();
    }

    /** Returns the highest number of records per second that a rebuild copies. */
    public int rebuildRate() {
        return values.rebuild().rate();
    }

    /**
     * Returns how connections to a node are secured.
     *
     * @param node the node
     */
    public NodeSecurity security(NodeAddress node) {
        return values.security().of(node);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemshareSettings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the settings without the sealing and the security, which may hold keys. */
    @Override
    public String toString() {
        return "MemshareSettings[" + values.nodes() + ", namespace=" + namespace() + ", tombstoneTtl=" + tombstoneTtl()
                + ", longestLifetime=" + longestLifetime() + ", " + values.timeouts() + ", " + values.rebuild() + "]";
    }

    /**
     * Collects settings. Each setter checks its value, throws {@link IllegalArgumentException} if it cannot be used,
     * and returns the builder. Not safe for use by several threads.
     */
    public static final class Builder {

        private SettingsGroups.Nodes nodes;
        private SettingsGroups.Records records;
        private SettingsGroups.Timeouts timeouts;
        private SettingsGroups.Rebuild rebuild;
        private SecuritySettings security;

        private Builder(List<NodeAddress> nodes) {
            this(new SettingsGroups(
                    new SettingsGroups.Nodes(nodes, Math.max(1, nodes.size()), Consistency.AVAILABLE),
                    new SettingsGroups.Records(
                            DEFAULT_NAMESPACE, DEFAULT_TOMBSTONE_TTL, DEFAULT_LONGEST_LIFETIME, Sealing.NONE),
                    new SettingsGroups.Timeouts(DEFAULT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT, DEFAULT_FOUNDING_WAIT),
                    new SettingsGroups.Rebuild(true, DEFAULT_REBUILD_RATE),
                    new SecuritySettings(NodeSecurity.NONE, Map.of())));
        }

        private Builder(SettingsGroups values) {
            this.nodes = values.nodes();
            this.records = values.records();
            this.timeouts = values.timeouts();
            this.rebuild = values.rebuild();
            this.security = values.security();
        }

        /**
         * Sets the number of copies of each record.
         *
         * @param redundancy 1 to the number of nodes, which is the default
         */
        public Builder redundancy(int redundancy) {
            nodes = nodes.withRedundancy(redundancy);
            return this;
        }

        /**
         * Sets how many copies of a record an answer takes. Under {@link Consistency#QUORUM} two copies of each record are refused:
         * both would be needed, so that a single node which is down would stop its records.
         *
         * @param consistency {@link Consistency#AVAILABLE} unless set; the same on every application server
         */
        public Builder consistency(Consistency consistency) {
            nodes = nodes.withConsistency(consistency);
            return this;
        }

        /**
         * Sets the prefix of all keys.
         *
         * @param namespace 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
         */
        public Builder namespace(String namespace) {
            records = records.withNamespace(namespace);
            return this;
        }

        /**
         * Sets the shortest time for which a deletion is remembered.
         *
         * @param tombstoneTtl 1 s or more
         */
        public Builder tombstoneTtl(Duration tombstoneTtl) {
            records = records.withTombstoneTtl(tombstoneTtl);
            return this;
        }

        /**
         * Sets the longest time for which a record lives without being used. A node that came back empty counts as
         * complete again when it has been up for that long.
         *
         * @param longestLifetime 1 s or more
         */
        public Builder longestLifetime(Duration longestLifetime) {
            records = records.withLongestLifetime(longestLifetime);
            return this;
        }

        /**
         * Sets how records are sealed and named.
         *
         * @param sealing {@link Sealing#NONE} unless set; made for the namespace of these settings
         */
        public Builder sealing(Sealing sealing) {
            records = records.withSealing(sealing);
            return this;
        }

        /**
         * Sets the time after which a node that has not replied is marked down. The node needed for a majority of the
         * copies gets longer.
         *
         * @param timeout 1 ms or more
         */
        public Builder timeout(Duration timeout) {
            timeouts = timeouts.withRequest(timeout);
            return this;
        }

        /**
         * Sets the longest time that setting up a connection may take.
         *
         * @param connectTimeout 1 ms or more
         */
        public Builder connectTimeout(Duration connectTimeout) {
            timeouts = timeouts.withConnect(connectTimeout);
            return this;
        }

        /**
         * Sets the time for which nodes that do not answer are waited for when none of the others has ever been used. After
         * that a majority takes itself for new, though one of the others may hold everything.
         *
         * @param foundingWait zero or more
         */
        public Builder foundingWait(Duration foundingWait) {
            timeouts = timeouts.withFoundingWait(foundingWait);
            return this;
        }

        /**
         * Sets whether records are copied in the background to a node that came back without them. If not, only the
         * records that are used come back to such a node.
         *
         * @param enabled true unless set
         */
        public Builder rebuildEnabled(boolean enabled) {
            rebuild = rebuild.withEnabled(enabled);
            return this;
        }

        /**
         * Sets the highest number of records per second that a rebuild copies.
         *
         * @param rate 1 to {@link #HIGHEST_REBUILD_RATE}
         */
        public Builder rebuildRate(int rate) {
            rebuild = rebuild.withRate(rate);
            return this;
        }

        /**
         * Sets how connections to all nodes are secured that have no security of their own.
         *
         * @param security {@link NodeSecurity#NONE} unless set
         */
        public Builder security(NodeSecurity security) {
            this.security = this.security.withGeneral(security);
            return this;
        }

        /**
         * Sets how connections to one node are secured.
         *
         * @param node the node
         * @param security its own security
         */
        public Builder security(NodeAddress node, NodeSecurity security) {
            this.security = this.security.with(node, security);
            return this;
        }

        /** Returns the settings. */
        public MemshareSettings build() {
            return new MemshareSettings(new SettingsGroups(nodes, records, timeouts, rebuild, security));
        }
    }
}
