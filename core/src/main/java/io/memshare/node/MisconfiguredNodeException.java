package io.memshare.node;

import java.io.IOException;

/**
 * A server was reached and does not go together with this application as both are configured, which no second attempt will
 * change. The message is human-readable, and names the cause and the remedy.
 */
public final class MisconfiguredNodeException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message cause and remedy, without the node's name
     */
    public MisconfiguredNodeException(String message) {
        super(message);
    }

    /**
     * @param message cause and remedy, without the node's name
     * @param cause the failure that told it
     */
    public MisconfiguredNodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
