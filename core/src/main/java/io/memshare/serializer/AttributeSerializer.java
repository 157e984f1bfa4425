package io.memshare.serializer;

/**
 * Turns the value of a session attribute into opaque bytes and back. Implementations are safe for use by several
 * threads. This is the only place where classes of the application are loaded.
 */
public interface AttributeSerializer {

    /**
     * Encodes a value. Equal values need not encode to equal bytes, but encoding a value that was not changed since it
     * was decoded should.
     *
     * @param value the value, not null
     * @return its bytes, owned by the caller
     * @throws AttributeSerializationException if the value cannot be encoded, or could not be decoded again
     */
    byte[] encode(Object value);

    /**
     * Decodes a value.
     *
     * @param bytes what {@link #encode} returned, or anything; not changed
     * @return the value, never null
     * @throws AttributeSerializationException if the bytes are no such value, or of a type that is not allowed
     */
    Object decode(byte[] bytes);
}
