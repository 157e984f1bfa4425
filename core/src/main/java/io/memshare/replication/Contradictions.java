package io.memshare.replication;

import io.memshare.node.Request;

/** Counts how often a node refuses a write on the condition that it reported itself. Used for a single write. */
final class Contradictions {

    /** An item may expire between two requests; a node that contradicts itself more often is distrusted. */
    private static final int MOST = 3;

    private long refusedToken = -1;
    private int count;

    /** Records that the node has refused a write on its condition. */
    void refused(Request write) {
        refusedToken = write instanceof Request.Put put ? put.expected() : refusedToken;
    }

    /** Returns whether the node reports once too often the token with which it has just refused a write. */
    boolean areTooMany(long token) {
        count += token == refusedToken ? 1 : 0;
        return token == refusedToken && count >= MOST;
    }
}
