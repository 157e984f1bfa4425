package io.memshare.serializer.jdk;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.RefusedTypeException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a value cannot be kept in the Java form. The caller uses it to find where in the value the offending object
 * is.
 */
public final class NotStoredException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Object culprit;
    private final String reason;

    NotStoredException(Object culprit, String reason) {
        super(reason, null, false, false);
        this.culprit = culprit;
        this.reason = reason;
    }

    NotStoredException(Object culprit, AttributeSerializationException failure) {
        super(failure.getMessage(), failure, false, false);
        this.culprit = culprit;
        String message = String.valueOf(failure.getMessage());
        this.reason = failure instanceof RefusedTypeException refused
                        && refused.type() == culprit.getClass()
                        && message.startsWith(refused.type().getTypeName() + " ")
                ? message.substring(refused.type().getTypeName().length() + 1)
                : "cannot be written: " + message;
    }

    /** Returns the object within the value that cannot be kept. */
    public Object culprit() {
        return culprit;
    }

    /** Returns the reason, as the end of a sentence that starts with the name of the object's type. */
    public String reason() {
        return reason;
    }

    /** Returns the exception thrown by the code of the object itself, if that is the reason; otherwise null. */
    public @Nullable Throwable failure() {
        return getCause() == null ? null : getCause().getCause();
    }
}
