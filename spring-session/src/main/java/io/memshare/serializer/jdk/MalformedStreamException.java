package io.memshare.serializer.jdk;

/** Thrown if bytes are not a stream of Java serialization. */
class MalformedStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedStreamException(String message) {
        super(message, null, false, false);
    }
}
