package io.memshare.node;

/**
 * Why a node is not used, or was not used before it came back. Immutable.
 *
 * @param kind the kind of failure
 * @param reason the reason, human-readable
 */
public record NodeFailure(Kind kind, String reason) {

    /** The kinds of failures, each of which calls for another remedy. */
    public enum Kind {
        /** It did not answer in time, or answered too late again and again. */
        UNRESPONSIVE,
        /** The connection ended: the process was ended, or something between cut the connection. */
        DISCONNECTED,
        /** It contradicted itself. */
        CONTRADICTORY,
        /** No connection could be set up. */
        UNREACHABLE,
        /** It was reached, and does not go together with this application as both are configured. */
        MISCONFIGURED
    }
}
