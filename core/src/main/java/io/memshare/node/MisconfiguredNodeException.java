package io.memshare.node;

import java.io.IOException;

/**
 * Thrown if a server was reached, but is incompatible with the configuration of this application, so that a further
 * attempt would not help. The message is human-readable, and states the cause and the remedy.
 */
public final class MisconfiguredNodeException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message cause and remedy, without the name of the node
     */
    public MisconfiguredNodeException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param message cause and remedy, without the name of the node
     * @param cause the failure that revealed it
     */
    public MisconfiguredNodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
