package io.memshare.serializer.jdk;

/** Thrown if a stream exceeds a limit. Another way to read it is not tried. */
final class ExceededLimitException extends MalformedStreamException {

    private static final long serialVersionUID = 1L;

    ExceededLimitException(String message) {
        super(message);
    }
}
