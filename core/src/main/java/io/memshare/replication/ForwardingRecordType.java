package io.memshare.replication;

import io.memshare.node.TimeToLive;

/**
 * A record type that differs from another one in its bytes only.
 *
 * @param <S> the state of a record
 */
interface ForwardingRecordType<S> extends RecordType<S> {

    /** Returns the other record type. */
    RecordType<S> type();

    @Override
    default String kind() {
        return type().kind();
    }

    @Override
    default boolean isCurrent(byte[] bytes) {
        return type().isCurrent(bytes);
    }

    @Override
    default S merge(S left, S right) {
        return type().merge(left, right);
    }

    @Override
    default boolean isTombstone(S state) {
        return type().isTombstone(state);
    }

    @Override
    default boolean isFinal(S state) {
        return type().isFinal(state);
    }

    @Override
    default TimeToLive timeToLive(S state) {
        return type().timeToLive(state);
    }
}
