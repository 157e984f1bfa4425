package io.memshare;

import io.memshare.codec.Envelope;
import io.memshare.completeness.ServerProfile;
import io.memshare.memcached.NodeSecurity;
import io.memshare.node.NodeAddress;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Consistency;
import io.memshare.replication.WriteLimits;
import io.memshare.seal.Sealing;
import java.security.SecureRandom;
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
    public static final Duration DEFAULT_PRESENCE = Duration.ofMinutes(1);
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

    /** Returns how many copies of a record an answer requires. */
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

    /** Returns the properties of this server that matter to others; its own records have a given outer form. */
    ServerProfile profile(Envelope control, WriteLimits limits) {
        return new ServerProfile(
                namespace(),
                control,
                ServerProfile.list(nodes(), redundancy(), consistency()),
                TimeToLive.of(longestLifetime()).seconds(),
                new ServerProfile.Timing(limits, foundingWait(), presence()),
                new SecureRandom());
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

    /** Returns how long to wait for silent nodes if none of the other nodes has ever been used. */
    public Duration foundingWait() {
        return values.timeouts().foundingWait();
    }

    /** Returns how long an application server that has stopped counts as running. */
    public Duration presence() {
        return values.timeouts().presence();
    }

    /** Returns whether records are copied in the background to a node that came back without them. */
    public boolean rebuildEnabled() {
        return values.rebuild().enabled();
    }

    /** Returns the maximum number of records per second that a rebuild copies. */
    public int rebuildRate() {
        return values.rebuild().rate();
    }

    /**
     * Returns the security of connections to a node.
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
     * Builds settings. Each setter checks its value, throws {@link IllegalArgumentException} if it is invalid, and
     * returns the builder. Not safe for use by several threads.
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
                    new SettingsGroups.Timeouts(
                            DEFAULT_TIMEOUT, DEFAULT_CONNECT_TIMEOUT, DEFAULT_FOUNDING_WAIT, DEFAULT_PRESENCE),
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
         * Sets how many copies of a record an answer requires. Under {@link Consistency#QUORUM}, two copies of each
         * record are refused: both would be needed, so that a single node that is down would make its records
         * unavailable.
         *
         * @param consistency {@link Consistency#AVAILABLE} by default; the same on every application server
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
         * complete again after it has been up for this time.
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
         * @param sealing the sealing for the namespace of these settings; {@link Sealing#NONE} by default
         */
        public Builder sealing(Sealing sealing) {
            records = records.withSealing(sealing);
            return this;
        }

        /**
         * Sets the time after which a node that has not replied is marked down. The node needed for a majority of the
         * copies has a longer limit.
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
         * Sets how long to wait for silent nodes if none of the other nodes has ever been used. After that, a majority
         * considers itself new, although a silent node may hold everything.
         *
         * @param foundingWait zero or more
         */
        public Builder foundingWait(Duration foundingWait) {
            timeouts = timeouts.withFoundingWait(foundingWait);
            return this;
        }

        /**
         * Sets how long an application server that has stopped counts as running. Each step of a change of the list of
         * nodes waits for so long. A server that was paused for half of this time asks the nodes for the current list
         * before it continues.
         *
         * @param presence 1 s or more; the same on every application server
         */
        public Builder presence(Duration presence) {
            timeouts = timeouts.withPresence(presence);
            return this;
        }

        /**
         * Sets whether records are copied in the background to a node that came back without them. If not, only records
         * that are used are restored on such a node.
         *
         * @param enabled true by default
         */
        public Builder rebuildEnabled(boolean enabled) {
            rebuild = rebuild.withEnabled(enabled);
            return this;
        }

        /**
         * Sets the maximum number of records per second that a rebuild copies.
         *
         * @param rate 1 to {@link #HIGHEST_REBUILD_RATE}
         */
        public Builder rebuildRate(int rate) {
            rebuild = rebuild.withRate(rate);
            return this;
        }

        /**
         * Sets the security of connections to all nodes without a security of their own.
         *
         * @param security {@link NodeSecurity#NONE} by default
         */
        public Builder security(NodeSecurity security) {
            this.security = this.security.withGeneral(security);
            return this;
        }

        /**
         * Sets the security of connections to a single node.
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
