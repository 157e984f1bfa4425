package io.memshare.serializer.jdk;

/** Thrown if bytes are not a stream of Java serialization, or a stream that exceeds the limits. */
final class MalformedStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedStreamException(String message) {
        super(message, null, false, false);
    }
}
