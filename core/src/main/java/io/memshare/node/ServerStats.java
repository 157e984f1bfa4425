package io.memshare.node;

import java.time.Duration;

/**
 * The statistics that a server reports. Immutable.
 *
 * @param version the version of memcached, as reported by the server
 * @param items the number of items, of all applications together
 * @param bytes the memory in bytes that the items occupy
 * @param limitBytes the memory in bytes that items may occupy
 * @param evictions the number of unexpired items evicted for lack of memory since the server was started
 * @param roundTrip the time until the answer, over an established connection
 * @param options the options that it was started with
 */
public record ServerStats(
        String version,
        long items,
        long bytes,
        long limitBytes,
        long evictions,
        Duration roundTrip,
        ServerOptions options) {}
