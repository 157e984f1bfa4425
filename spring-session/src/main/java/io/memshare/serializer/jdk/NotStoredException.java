package io.memshare.serializer.jdk;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.RefusedTypeException;
import org.jspecify.annotations.Nullable;

/** A value cannot be kept in the Java form. A signal to the caller, which knows where in the value the culprit is. */
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

    /** Returns why, as the end of a sentence that starts with the name of its type. */
    public String reason() {
        return reason;
    }

    /** Returns what the code of the object itself has thrown, if that is the reason. */
    public @Nullable Throwable failure() {
        return getCause() == null ? null : getCause().getCause();
    }
}
