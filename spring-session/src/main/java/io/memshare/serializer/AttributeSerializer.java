package io.memshare.serializer;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Converts the value of a session attribute to opaque bytes and back. Implementations are safe for use by several
 * threads. Only this package and its subpackages load classes of the application.
 */
public interface AttributeSerializer {

    /**
     * Encodes a value. Equal values need not encode to equal bytes, but a value that is unchanged since it was decoded
     * should encode to the bytes it was decoded from.
     *
     * @param value the value, not null
     * @return the encoded bytes, owned by the caller
     * @throws AttributeSerializationException if the value cannot be encoded, or if its bytes could not be decoded
     *     again
     */
    byte[] encode(Object value);

    /**
     * Encodes the value of a named attribute. Some framework attributes, such as the failure of a login, must be kept
     * even if a part of them cannot be; an implementation that knows such attributes overrides this method.
     *
     * @param attributeName the name of the attribute, not null
     * @param value its value, not null
     * @param stored the bytes currently stored for the attribute, or null; equal bytes need not be checked again
     * @return the encoded bytes, owned by the caller
     * @throws AttributeSerializationException if the value cannot be encoded, or if its bytes could not be decoded
     *     again
     */
    default byte[] encode(String attributeName, Object value, byte @Nullable [] stored) {
        return encode(value);
    }

    /**
     * Decodes a value.
     *
     * @param bytes the result of {@link #encode}, or arbitrary bytes; not modified
     * @return the value, never null
     * @throws AttributeSerializationException if the bytes are not an encoded value, or the value has a type that is
     *     not allowed
     */
    Object decode(byte[] bytes);

    /**
     * Returns whether two encoded values have the same parts, such as numbers and strings, in whatever order. A value
     * with a set whose elements are hashed by identity is encoded in another order each time; this tells it from a
     * change.
     *
     * @param one the result of {@link #encode}; not modified
     * @param other the result of {@link #encode} for another value; not modified
     * @return whether the parts are the same; true if this is not known, which is the default: then the bytes decide
     */
    default boolean hasSameParts(byte[] one, byte[] other) {
        return true;
    }

    /**
     * Decodes a value and starts to watch it for changes, so that saving the session compares it only if necessary.
     *
     * @param bytes the result of {@link #encode}, or arbitrary bytes; not modified
     * @return the value, and a check that tells whether it may have changed
     * @throws AttributeSerializationException if the bytes are not an encoded value, or the value has a type that is
     *     not allowed
     */
    default Decoded decodeForUpdate(byte[] bytes) {
        return new Decoded(decode(bytes), () -> true);
    }

    /**
     * A decoded value.
     *
     * @param value the value
     * @param mayHaveChanged tells whether the application may have changed the value since it was decoded, without
     *     setting the attribute again. It is called on each save of the session, while no other thread saves it, and
     *     never fails. False guarantees that the value encodes to the same bytes as when it was decoded; true only
     *     costs an encoding
     * @param isUntouched tells whether the value can stand for one that is decoded from the same bytes now: it has not
     *     changed, and has no state beside what its bytes tell, such as transient fields. It is called before a later
     *     request gets the value, and never fails. False only costs a decoding
     */
    record Decoded(Object value, BooleanSupplier mayHaveChanged, BooleanSupplier isUntouched) {

        /** Creates a value that no later request gets. */
        public Decoded(Object value, BooleanSupplier mayHaveChanged) {
            this(value, mayHaveChanged, () -> false);
        }
    }
}
