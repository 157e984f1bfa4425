package io.memshare.serializer;

import org.jspecify.annotations.Nullable;

/** An attribute value could not be encoded or decoded. The message names types, never values. */
public class AttributeSerializationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, without any attribute value
     * @param cause what the serializer said, or null
     */
    public AttributeSerializationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
