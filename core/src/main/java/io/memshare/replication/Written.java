package io.memshare.replication;

import java.util.Collection;

/**
 * What came of a write.
 *
 * @param <S> the state
 */
public sealed interface Written<S> {

    /**
     * Every replica that is up holds the state, and as many as the {@link Consistency} asks for.
     *
     * @param state what was to be written, merged with what others wrote meanwhile
     * @param checksum the CRC-32C of its bytes
     * @param replicas what each replica holds now
     * @param met the states of replicas that had to be read on the way, all merged into {@code state}
     */
    record Kept<S>(S state, int checksum, Replicas replicas, Collection<S> met) implements Written<S> {}

    /**
     * Too few replicas are known to hold the state, or none. A write that timed out may still be carried out.
     *
     * @param reason why, in words for a person
     */
    record NotKept<S>(String reason) implements Written<S> {}

    /**
     * Another state was written meanwhile to a replica that was to be replaced; other replicas may hold the new state.
     */
    record Overtaken<S>() implements Written<S> {}

    /**
     * Nothing was sent, as a node would have refused the bytes and dropped what it holds.
     *
     * @param size the size of the state in bytes
     * @param limit the largest size that all nodes take
     */
    record TooLarge<S>(int size, int limit) implements Written<S> {}
}
