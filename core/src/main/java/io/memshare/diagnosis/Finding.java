package io.memshare.diagnosis;

import io.memshare.node.NodeAddress;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a node or of an application server that costs sessions, copies or memory. Immutable.
 *
 * @param kind the kind
 * @param node the node, or null if it concerns application servers
 * @param cause the problem, human-readable; the end of a sentence that starts with the node or the server
 * @param action the remedy, human-readable
 */
public record Finding(Kind kind, @Nullable NodeAddress node, String cause, String action) {

    /** The kinds of findings, each of which needs a different remedy. */
    public enum Kind {
        /** The node stores smaller items than memcached does by default. */
        SMALL_ITEM_LIMIT,
        /** The node stores smaller items than another node. */
        UNEQUAL_ITEM_LIMIT,
        /** The node refuses records when it is full, rather than dropping the oldest. */
        NO_EVICTION,
        /** The node does not list its keys, so other nodes cannot be filled from it. */
        NO_CRAWLER,
        /** The node has too little memory for the records that each node holds. */
        LITTLE_MEMORY,
        /** The node is the same process as another one. */
        SAME_PROCESS,
        /** Another application server uses other nodes, or uses them differently. */
        OTHER_NODES,
        /** Another application server keeps records for another time. */
        OTHER_LIFETIME,
        /** Another application server writes records that this server cannot open. */
        OTHER_KEYS,
        /** The clock of another application server is ahead of the clock of this one. */
        CLOCK_AHEAD
    }

    /** Returns the sentence for a log. */
    public String text() {
        String subject = node == null ? "another application server" : "memcached node " + node;
        return subject + " " + cause + ": " + action;
    }
}
