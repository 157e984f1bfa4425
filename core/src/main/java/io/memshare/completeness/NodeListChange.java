package io.memshare.completeness;

/** The outcome of a request to change the list of nodes. */
public enum NodeListChange {
    /** The change has begun: all application servers will learn of it and carry it out. */
    ACCEPTED,
    /** The servers use this list already. */
    UNCHANGED,
    /** The new list has no node of the present list, so that the servers would lose all sessions at once. */
    NO_SHARED_NODE,
    /** The new list has fewer nodes than copies of each record. */
    TOO_FEW_NODES,
    /** The servers are about to complete another change; the request can be repeated after that. */
    CHANGING,
    /** Under quorum consistency, the list cannot be changed at run time. */
    QUORUM,
    /** The settings of this server disable the rebuild, which fills new nodes. */
    REBUILD_OFF,
    /** No node took the change, or another server was faster. */
    NOT_TAKEN
}
