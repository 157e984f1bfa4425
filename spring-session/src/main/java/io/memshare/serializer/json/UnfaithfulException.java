package io.memshare.serializer.json;

/** Thrown if a value cannot be restored exactly from its fields. The caller then uses the Java form. */
public final class UnfaithfulException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> type;

    UnfaithfulException(Class<?> type, String reason) {
        super(reason, null, false, false);
        this.type = type;
    }

    /** Returns the type that prevents it. */
    public Class<?> type() {
        return type;
    }

    /** Returns the reason, as a clause in which "it" refers to the type. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
