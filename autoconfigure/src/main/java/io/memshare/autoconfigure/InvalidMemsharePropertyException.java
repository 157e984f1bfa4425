package io.memshare.autoconfigure;

import org.jspecify.annotations.Nullable;

/** A property of memshare has a value that cannot be used. {@link InvalidMemsharePropertyFailureAnalyzer} reports it. */
final class InvalidMemsharePropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final String value;
    private final String reason;
    private final String action;

    InvalidMemsharePropertyException(String property, Object value, String reason, String action) {
        this(property, value, reason, action, null);
    }

    /**
     * @param property the name, in the canonical form; an entry of a list with its index in brackets
     * @param value what it is set to
     * @param reason what is wrong with the value, as the end of a sentence
     * @param action what to do about it, as sentences
     * @param cause who found out, or null
     */
    InvalidMemsharePropertyException(
            String property, Object value, String reason, String action, @Nullable Throwable cause) {
        super("Property " + property + " has the value '" + value + "': " + reason, cause);
        this.property = property;
        this.value = value.toString();
        this.reason = reason;
        this.action = action;
    }

    String property() {
        return property;
    }

    String value() {
        return value;
    }

    String reason() {
        return reason;
    }

    String action() {
        return action;
    }
}
