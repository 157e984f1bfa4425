package io.memshare.codec;

import java.util.Objects;

/**
 * A codec whose bytes go through a transform before they are stored. Safe for use by many threads. Equal records have
 * equal bytes only as far as the transform gives equal bytes for equal bytes.
 *
 * @param <S> the record
 */
public final class TransformedCodec<S> implements RecordCodec<S> {

    private final RecordCodec<S> codec;
    private final ByteTransform transform;

    /**
     * Creates a codec.
     *
     * @param codec the codec of the plain bytes
     * @param transform what is done to them
     */
    public TransformedCodec(RecordCodec<S> codec, ByteTransform transform) {
        this.codec = Objects.requireNonNull(codec, "codec");
        this.transform = Objects.requireNonNull(transform, "transform");
    }

    @Override
    public byte[] encode(S state) {
        return transform.apply(codec.encode(state));
    }

    @Override
    public S decode(byte[] bytes) throws MalformedRecordException {
        return codec.decode(transform.revert(bytes));
    }
}
