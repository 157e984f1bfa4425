package io.memshare.serializer.json;

/** A value cannot be restored exactly from its fields. A signal between the classes of this package and its caller. */
public final class UnfaithfulException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> type;

    UnfaithfulException(Class<?> type, String reason) {
        super(reason, null, false, false);
        this.type = type;
    }

    /** Returns the type that is the reason. */
    public Class<?> type() {
        return type;
    }

    /** Returns why, as a clause in which "it" is the type. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
