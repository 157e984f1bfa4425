/**
 * The only package that is aware of several nodes: it reads from all replicas, merges differing states, and writes
 * with compare and set until all replicas that are up hold the same state.
 *
 * <p>API for applications: {@link RecordType}, {@link ReplicatedStore}, {@link ReadResult}, {@link WriteResult},
 * {@link Replicas}, {@link CopyState}, {@link Consistency}, {@link SupersededStates}, {@link ReplicationListener},
 * {@link ReadSummary} and {@link WriteSummary}. The other types are internal and may change in any release.
 */
@NullMarked
package io.memshare.replication;

import org.jspecify.annotations.NullMarked;
