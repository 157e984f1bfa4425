package io.memshare;

/** The role of a node in the list of nodes. */
public enum NodeRole {
    /** The node is in the list, and trusted. */
    MEMBER,
    /** The node has been added and is being filled; every server writes to it. */
    JOINING,
    /** The node has been removed; every server still writes to it until all of them trust the new list. */
    LEAVING
}
