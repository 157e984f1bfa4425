package io.memshare.replication;

import java.util.Collection;

/**
 * The result of a write.
 *
 * @param <S> the state
 */
public sealed interface WriteResult<S> {

    /**
     * Every replica that is up holds the state, and at least as many as the {@link Consistency} requires.
     *
     * @param state the written state, merged with concurrent writes by others
     * @param checksum the CRC-32C of its bytes
     * @param replicas the content of each replica after the write
     * @param observed the states of replicas that had to be read during the write, all merged into {@code state}
     */
    record Kept<S>(S state, int checksum, Replicas replicas, Collection<S> observed) implements WriteResult<S> {}

    /**
     * Too few replicas, or none, are known to hold the state. A write that timed out may still be carried out.
     *
     * @param reason the reason, human-readable
     */
    record NotKept<S>(String reason) implements WriteResult<S> {}

    /**
     * Another state was written in the meantime to a replica that was to be replaced; other replicas may hold the new
     * state.
     */
    record Overtaken<S>() implements WriteResult<S> {}

    /**
     * Nothing was sent, because a node would have refused the bytes and dropped its content.
     *
     * @param size the size of the state in bytes
     * @param limit the maximum size that all nodes accept
     */
    record TooLarge<S>(int size, int limit) implements WriteResult<S> {}
}
