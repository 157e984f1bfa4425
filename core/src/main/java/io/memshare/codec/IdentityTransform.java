package io.memshare.codec;

import java.util.Objects;

/** Leaves all bytes as they are. */
enum IdentityTransform implements ByteTransform {
    INSTANCE;

    @Override
    public byte[] apply(byte[] bytes) {
        return bytes;
    }

    @Override
    public byte[] revert(byte[] bytes) {
        return bytes;
    }

    @Override
    public ByteTransform then(ByteTransform next) {
        return Objects.requireNonNull(next, "next");
    }
}
