package io.memshare.replication;

import java.util.Collection;

/**
 * The result of a read.
 *
 * @param <S> the state
 */
public sealed interface ReadResult<S> {

    /** Returns the state of each replica at the time of the read: the basis of a write. */
    Replicas replicas();

    /**
     * The record exists, possibly as a tombstone.
     *
     * @param state the merged state of all replicas that answered
     * @param checksum the CRC-32C of the bytes of that state
     * @param idleSeconds the seconds since the last touch of any replica, within a second; -1 if unknown
     * @param replicas the content of each replica
     * @param observed the states that the replicas held, all merged into {@code state}
     */
    record Found<S>(S state, int checksum, long idleSeconds, Replicas replicas, Collection<S> observed)
            implements ReadResult<S> {

        /**
         * Returns how long neither this record nor another was touched.
         *
         * @param other the same record under another key
         * @return the shorter of both idle times in seconds, -1 if both are unknown
         */
        public long idleSeconds(Found<S> other) {
            return RecordRetention.shorterIdle(idleSeconds, other.idleSeconds);
        }
    }

    /**
     * The record does not exist: a node that would know it said so.
     *
     * @param replicas the content of each replica
     */
    record Absent<S>(Replicas replicas) implements ReadResult<S> {}

    /**
     * It is unknown whether the record exists. Must never be treated as {@link Absent}.
     *
     * @param reason the reason, human-readable
     * @param replicas the content of each replica
     */
    record Unknown<S>(String reason, Replicas replicas) implements ReadResult<S> {}
}
