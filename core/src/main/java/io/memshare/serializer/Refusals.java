package io.memshare.serializer;

import org.jspecify.annotations.Nullable;

/** The words in which values are refused, and how they are found again below the exceptions of a serializer. */
final class Refusals {

    private Refusals() {}

    static AttributeSerializationException notAllowed(String typeName) {
        return refused(JavaTypeNames.told(typeName) + " is not allowed in a session: allow its package or its name");
    }

    static AttributeSerializationException refused(String message) {
        return new AttributeSerializationException(message, null);
    }

    /** What this package itself said, if the failure came from here. */
    static @Nullable String reasonIn(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 100; depth++) {
            if (cause instanceof AttributeSerializationException refusal) {
                return refusal.getMessage();
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** A failure that names types only: the message is ours, or withheld. */
    static AttributeSerializationException failed(String what, Throwable failure) {
        String reason = reasonIn(failure);
        String message = reason == null ? failure.getClass().getSimpleName() : reason;
        return new AttributeSerializationException(
                what + ": " + message, reason == null ? WithheldException.of(failure) : null);
    }
}
