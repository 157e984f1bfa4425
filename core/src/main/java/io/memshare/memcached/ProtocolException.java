package io.memshare.memcached;

/** The server sent something that is no answer to what was asked. The connection cannot be used any more. */
final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
