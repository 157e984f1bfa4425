package io.memshare.node;

/**
 * The reason why a node is not used, or was not used before it came back. Immutable.
 *
 * @param kind the kind of failure
 * @param reason the reason, human-readable
 */
public record NodeFailure(Kind kind, String reason) {

    /** The kinds of failures, each of which needs a different remedy. */
    public enum Kind {
        /** The node did not answer in time, or repeatedly answered too late. */
        UNRESPONSIVE,
        /** The connection ended: the process ended, or something in between cut the connection. */
        DISCONNECTED,
        /** The node contradicted itself. */
        CONTRADICTORY,
        /** No connection could be established. */
        UNREACHABLE,
        /** The node was reached, but is incompatible with the configuration of this application. */
        MISCONFIGURED
    }
}
