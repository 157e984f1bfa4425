package io.memshare.replication;

/**
 * A read before it is answered.
 *
 * @param read what came of it
 * @param stands whether it may be answered as it is; otherwise what was found has to be written to a majority first
 * @param <S> the state
 */
record Reading<S>(Read<S> read, boolean stands) {

    static <S> Reading<S> standing(Read<S> read) {
        return new Reading<>(read, true);
    }
}
