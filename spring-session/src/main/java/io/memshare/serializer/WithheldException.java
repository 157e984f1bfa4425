package io.memshare.serializer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose message may quote an attribute value. It has the type name and the stack trace of the
 * original but not its message, and its causes are replaced in the same way.
 */
final class WithheldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WithheldException(Throwable original, @Nullable Throwable cause) {
        super(original.getClass().getName() + " (message withheld, it may quote a value)", cause, false, true);
        setStackTrace(original.getStackTrace());
    }

    static WithheldException of(Throwable original) {
        return of(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static WithheldException of(Throwable original, Set<Throwable> seen) {
        seen.add(original);
        Throwable cause = original.getCause();
        return new WithheldException(original, cause == null || seen.contains(cause) ? null : of(cause, seen));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
