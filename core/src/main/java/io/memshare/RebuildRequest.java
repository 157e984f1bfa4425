package io.memshare;

/** The outcome of a request to rebuild a node. */
public enum RebuildRequest {
    /** The node counts as incomplete, and an application server will rebuild it within some seconds. */
    ACCEPTED,
    /** The node does not exist. */
    NO_SUCH_NODE,
    /** The node is not up. It is rebuilt when it is back, if it has missed anything. */
    NODE_DOWN,
    /** No other node is complete, so there is no better copy, and no other node could replace it in the meantime. */
    NO_OTHER_COMPLETE,
    /** The settings of this server disable rebuilds. */
    SWITCHED_OFF,
    /** The node did not accept the request, which can be repeated. */
    NOT_TAKEN
}
