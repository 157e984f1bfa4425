package io.memshare.codec;

/**
 * A reversible change of a record's bytes on their way to the nodes: compression and sealing are such changes.
 * Implementations are safe for use by many threads. They may hand back the array they were given, and do not write to it.
 */
public interface ByteTransform {

    /**
     * Returns the bytes that are stored.
     *
     * @param bytes the bytes of a record
     * @return the changed bytes
     */
    byte[] apply(byte[] bytes);

    /**
     * Returns the bytes that were given to {@link #apply}.
     *
     * @param bytes the stored bytes
     * @return the bytes of a record
     * @throws MalformedRecordException if no call of {@link #apply} gives these bytes, or only one of a later version
     */
    byte[] revert(byte[] bytes) throws MalformedRecordException;

    /**
     * Returns the transform that leaves all bytes as they are.
     *
     * @return the identity
     */
    static ByteTransform identity() {
        return IdentityTransform.INSTANCE;
    }

    /**
     * Returns this transform followed by another one; they are reverted in the opposite order.
     *
     * @param next the transform that is applied to the result of this one
     * @return both as one
     */
    default ByteTransform then(ByteTransform next) {
        return new ChainedTransform(this, next);
    }
}
