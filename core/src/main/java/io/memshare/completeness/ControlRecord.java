package io.memshare.completeness;

/** An item through which application servers inform each other about the content and the users of nodes. Immutable. */
sealed interface ControlRecord permits Voucher, Note, MissedSince, NodeList, NodeLists, ListState {

    /** Returns the kind of record, the same for all records of a class. */
    String kind();
}
