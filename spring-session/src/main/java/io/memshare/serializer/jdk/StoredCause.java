package io.memshare.serializer.jdk;

/** Stands for an exception that cannot be kept in a session, with its type name, message, stack trace and causes. */
public final class StoredCause extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    StoredCause(Throwable original, boolean withCauses) {
        super(original.getMessage(), withCauses ? original.getCause() : null);
        this.type = original.getClass().getName();
        setStackTrace(original.getStackTrace());
        if (withCauses) {
            for (Throwable suppressed : original.getSuppressed()) {
                addSuppressed(suppressed);
            }
        }
    }

    /** Returns the name of the original exception's type. */
    public String type() {
        return type;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it stands for another type
    public String toString() {
        return getMessage() == null ? type : type + ": " + getMessage();
    }
}
