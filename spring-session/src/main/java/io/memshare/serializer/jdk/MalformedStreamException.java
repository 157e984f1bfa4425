package io.memshare.serializer.jdk;

/** Bytes are not a stream of Java serialization, or not one that is read. */
final class MalformedStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedStreamException(String message) {
        super(message, null, false, false);
    }
}
