package io.memshare.serializer;

/** Thrown if a value is, or contains, an object of a type that is not kept in a session. */
public final class RefusedTypeException extends AttributeSerializationException {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> type;

    /**
     * Creates an exception.
     *
     * @param type the refused type
     * @param reason the reason, as the end of a sentence that starts with the name of the type
     */
    public RefusedTypeException(Class<?> type, String reason) {
        super(type.getTypeName() + " " + reason, null);
        this.type = type;
    }

    /** Returns the refused type. */
    public Class<?> type() {
        return type;
    }
}
