package io.memshare.serializer;

import org.jspecify.annotations.Nullable;

/**
 * Turns the value of a session attribute into opaque bytes and back. Implementations are safe for use by several threads.
 * This package and those below it are the only place where classes of the application are loaded.
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
     * Encodes the value of a given attribute. Some attributes of frameworks have to be kept even if a part of them cannot
     * be, such as the failure of a login; an implementation that knows such attributes overrides this method.
     *
     * @param attributeName the name of the attribute, not null
     * @param value its value, not null
     * @param stored what is stored of the attribute, or null; equal bytes need not be checked again
     * @return its bytes, owned by the caller
     * @throws AttributeSerializationException if the value cannot be encoded, or could not be decoded again
     */
    default byte[] encode(String attributeName, Object value, byte @Nullable [] stored) {
        return encode(value);
    }

    /**
     * Decodes a value.
     *
     * @param bytes what {@link #encode} returned, or anything; not changed
     * @return the value, never null
     * @throws AttributeSerializationException if the bytes are no such value, or of a type that is not allowed
     */
    Object decode(byte[] bytes);

    /**
     * Decodes a value and tells whether it has to be compared when the session is saved.
     *
     * @param bytes what {@link #encode} returned, or anything; not changed
     * @return the value and how it may change
     * @throws AttributeSerializationException if the bytes are no such value, or of a type that is not allowed
     */
    default Decoded decodeForUpdate(byte[] bytes) {
        return new Decoded(decode(bytes), true);
    }

    /**
     * A value that was decoded.
     *
     * @param value the value
     * @param mayChange whether the application can change the value without setting the attribute again
     */
    record Decoded(Object value, boolean mayChange) {}
}
