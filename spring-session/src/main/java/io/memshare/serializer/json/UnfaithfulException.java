package io.memshare.serializer.json;

import org.jspecify.annotations.Nullable;

/** Thrown if a value cannot be restored exactly from its fields. The caller then uses the Java form. */
public final class UnfaithfulException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Class<?> type;
    private final transient @Nullable Object bean;

    UnfaithfulException(Class<?> type, String reason) {
        this(type, reason, null);
    }

    private UnfaithfulException(Class<?> type, String reason, @Nullable Object bean) {
        super(reason, null, false, false);
        this.type = type;
        this.bean = bean;
    }

    /** Returns an exception for a bean of the application that is inside a value. */
    static UnfaithfulException ofBean(Object bean) {
        return new UnfaithfulException(
                bean.getClass(),
                "it is a bean of the application, and a copy would take its place: mark the field transient, or look"
                        + " the bean up",
                bean);
    }

    /** Returns the bean of the application that is inside the value, if this is what prevents it. */
    public @Nullable Object bean() {
        return bean;
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
