package io.memshare.serializer;

/** A value is, or has inside it, an object of a type that is not kept in a session. */
public final class RefusedTypeException extends AttributeSerializationException {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> type;

    /**
     * @param type the type that is refused
     * @param reason why, as the end of a sentence that starts with the name of the type
     */
    public RefusedTypeException(Class<?> type, String reason) {
        super(type.getTypeName() + " " + reason, null);
        this.type = type;
    }

    /** Returns the type that is refused. */
    public Class<?> type() {
        return type;
    }
}
