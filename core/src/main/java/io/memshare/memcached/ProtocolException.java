package io.memshare.memcached;

/** Thrown if the server sends bytes that are not an answer to the request. The connection cannot be used any more. */
final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
