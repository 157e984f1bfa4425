/**
 * The only package that knows that there are several nodes: reads from all replicas, merges what differs, writes with
 * compare and set until all replicas that are up hold the same.
 */
@NullMarked
package io.memshare.replication;

import org.jspecify.annotations.NullMarked;
