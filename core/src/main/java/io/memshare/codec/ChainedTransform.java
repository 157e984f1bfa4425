package io.memshare.codec;

import java.util.Objects;

/** Two transforms as one. */
record ChainedTransform(ByteTransform first, ByteTransform second) implements ByteTransform {

    ChainedTransform {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
    }

    @Override
    public byte[] apply(byte[] bytes) {
        return second.apply(first.apply(bytes));
    }

    @Override
    public byte[] revert(byte[] bytes) throws MalformedRecordException {
        return first.revert(second.revert(bytes));
    }
}
