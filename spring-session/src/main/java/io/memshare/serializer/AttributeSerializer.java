package io.memshare.serializer;

import java.util.function.BooleanSupplier;
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
     * Decodes a value and begins to watch it, so that it is compared only where that is needed when the session is saved.
     *
     * @param bytes what {@link #encode} returned, or anything; not changed
     * @return the value, and how to tell whether it has changed
     * @throws AttributeSerializationException if the bytes are no such value, or of a type that is not allowed
     */
    default Decoded decodeForUpdate(byte[] bytes) {
        return new Decoded(decode(bytes), () -> true);
    }

    /**
     * A value that was decoded.
     *
     * @param value the value
     * @param mayHaveChanged tells whether the application may have changed the value since then, without setting the attribute
     *     again. Asked each time the session is saved, while no other thread saves it; never fails. If it says no, the value is
     *     encoded as it would have been when it was decoded; saying yes costs an encoding
     */
    record Decoded(Object value, BooleanSupplier mayHaveChanged) {}
}
