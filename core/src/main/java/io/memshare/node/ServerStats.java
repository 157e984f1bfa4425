package io.memshare.node;

import java.time.Duration;

/**
 * What a server tells of itself. Immutable.
 *
 * @param version the version of memcached, as the server writes it
 * @param items how many items it holds, of whatever application
 * @param bytes the memory in bytes that these take
 * @param limitBytes the memory in bytes that it may use for items
 * @param evictions how many unexpired items it has evicted for want of memory since it was started
 * @param roundTrip how long it took to answer, over a connection that was there
 */
public record ServerStats(
        String version, long items, long bytes, long limitBytes, long evictions, Duration roundTrip) {}
