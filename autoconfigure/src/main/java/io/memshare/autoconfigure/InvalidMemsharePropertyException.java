package io.memshare.autoconfigure;

import org.jspecify.annotations.Nullable;

/** Thrown if a property of memshare has an invalid value. {@link InvalidMemsharePropertyFailureAnalyzer} reports it. */
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
     * Creates an exception.
     *
     * @param property the name in canonical form; for an entry of a list, with its index in brackets
     * @param value its value
     * @param reason the problem with the value, as the end of a sentence
     * @param action the remedy, as sentences
     * @param cause the exception that revealed it, or null
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
