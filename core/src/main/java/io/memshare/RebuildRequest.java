package io.memshare;

/** What came of the request to rebuild a node. */
public enum RebuildRequest {
    /** The node counts as incomplete, and will be rebuilt by one of the application servers within some seconds. */
    ACCEPTED,
    /** There is no such node. */
    NO_SUCH_NODE,
    /** The node is not up. It is rebuilt when it is back, if it has missed anything. */
    NODE_DOWN,
    /** No other node is complete, so nothing better could be copied to it, and none could stand in for it meanwhile. */
    NO_OTHER_COMPLETE,
    /** The settings of this server switch rebuilds off. */
    SWITCHED_OFF,
    /** The node did not take it. The request can be repeated. */
    NOT_TAKEN
}
