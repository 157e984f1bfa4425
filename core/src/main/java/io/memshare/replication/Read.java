package io.memshare.replication;

import java.util.Collection;

/**
 * What came of a read.
 *
 * @param <S> the state
 */
public sealed interface Read<S> {

    /** Returns the state of each replica at the read: the basis of a write. */
    Replicas replicas();

    /**
     * The record is there, perhaps as a tombstone.
     *
     * @param state the merged state of all replicas that answered
     * @param checksum the CRC-32C of the bytes of that state
     * @param idleSeconds for how many seconds no replica was touched, within one second; -1 if that cannot be told
     * @param replicas what each replica held
     * @param met the states that the replicas held, all merged into {@code state}
     */
    record Found<S>(S state, int checksum, long idleSeconds, Replicas replicas, Collection<S> met) implements Read<S> {}

    /**
     * There is no such record: a node that would know it said so.
     *
     * @param replicas what each replica held
     */
    record Absent<S>(Replicas replicas) implements Read<S> {}

    /**
     * Nobody can tell. This is never to be taken for {@link Absent}.
     *
     * @param reason why, in words for a person
     * @param replicas what each replica held
     */
    record Unknown<S>(String reason, Replicas replicas) implements Read<S> {}
}
