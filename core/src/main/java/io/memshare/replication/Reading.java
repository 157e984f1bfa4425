package io.memshare.replication;

/**
 * A read before it is answered.
 *
 * @param read its result
 * @param stands whether the result may be returned; otherwise the state must first be written to a majority
 * @param <S> the state
 */
record Reading<S>(ReadResult<S> read, boolean stands) {

    static <S> Reading<S> standing(ReadResult<S> read) {
        return new Reading<>(read, true);
    }
}
