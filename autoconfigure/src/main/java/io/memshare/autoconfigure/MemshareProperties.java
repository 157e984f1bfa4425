package io.memshare.autoconfigure;

import io.memshare.replication.Consistency;
import io.memshare.serializer.form.Serialization;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code memshare}. Immutable. Spring Boot's own properties configure the timeout of a session,
 * its cookie and the order of its filter.
 *
 * @param nodes Comma-separated list of memcached nodes, the same on every application server. Each is written as host,
 *     host:port, [IPv6]:port or tcp://host:port, or, where several nodes are behind one
 *     name, as dns:name:port, srv:name or elasticache:endpoint:port.
 * @param lookupInterval Time between two lookups of names in the list of nodes. In seconds if no unit is given.
 * @param redundancy Number of nodes that get a copy of each session. By default all of them.
 * @param consistency Number of copies that have to take part in each request: whatever can be reached, or a majority of
 *     them. The same on every application server.
 * @param timeout Time to wait for the reply of a node before going on without it. In milliseconds if no unit is given.
 * @param connectTimeout Time to wait for a connection to a node. In milliseconds if no unit is given.
 * @param foundingWait Time to wait for nodes that do not answer when none of the others has ever been used. After that
 *     a majority of the nodes takes itself for new. In seconds if no unit is given.
 * @param namespace Prefix of all keys, so that several applications can share the nodes. Letters, digits, dots, hyphens
 *     and underscores, at most 64.
 * @param serialization Form in which session attributes are stored.
 * @param tombstoneTtl Minimum time for which the end of a session and the removal of an attribute are remembered. In
 *     seconds if no unit is given.
 * @param retryAfter Time after which a client is asked to try again while the session store cannot be reached. Sent as
 *     Retry-After, in whole seconds, rounded up. In seconds if no unit is given.
 * @param session properties of sessions
 * @param rebuild properties of the rebuild of a node
 * @param startCheck properties of the check at the start
 */
@ConfigurationProperties("memshare")
public record MemshareProperties(
        @DefaultValue("localhost:11211") List<String> nodes,

        @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS)
        Duration lookupInterval,

        @Nullable Integer redundancy,
        @DefaultValue("available") Consistency consistency,
        @DefaultValue("250ms") Duration timeout,
        @DefaultValue("1s") Duration connectTimeout,

        @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS)
        Duration foundingWait,

        @DefaultValue("memshare") String namespace,
        @DefaultValue("auto") Serialization serialization,

        @DefaultValue("24h") @DurationUnit(ChronoUnit.SECONDS)
        Duration tombstoneTtl,

        @DefaultValue("1s") @DurationUnit(ChronoUnit.SECONDS)
        Duration retryAfter,

        @DefaultValue Session session,
        @DefaultValue Rebuild rebuild,
        @DefaultValue StartCheck startCheck) {

    /**
     * Properties of sessions.
     *
     * @param saveMode Attributes to write when a session is saved.
     * @param flushMode Time at which changes of a session are written.
     * @param idleValues Decoded attributes that are kept for the next request of their session, by the size of their
     *     stored bytes; 0 keeps none.
     * @param allowedPackages Comma-separated list of packages whose types may be session attributes, with the packages
     *     below them. Those that Spring scans for the application are always allowed.
     * @param allowedTypes Comma-separated list of fully qualified names of single types that may be session attributes.
     */
    public record Session(
            @DefaultValue("on-get-attribute") SaveMode saveMode,
            @DefaultValue("on-save") FlushMode flushMode,
            @DefaultValue("4MB") DataSize idleValues,
            @DefaultValue List<String> allowedPackages,
            @DefaultValue List<String> allowedTypes) {}

    /**
     * Properties of the rebuild of a node.
     *
     * @param enabled Whether records are copied in the background to a node that came back without them.
     * @param rate Maximum number of records per second that are looked at and copied where they are missing.
     */
    public record Rebuild(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2000") int rate) {}

    /**
     * Properties of the check at the start.
     *
     * @param enabled Whether an application that reached every node, and can use none of them, does not start.
     */
    public record StartCheck(@DefaultValue("true") boolean enabled) {}
}
