package io.memshare.completeness;

/** An item by which application servers tell each other what the nodes hold and who uses them. Immutable. */
sealed interface ControlRecord permits Voucher, Note, MissedSince, NodeList, NodeLists {

    /** Returns the kind of record, the same for all records of a class. */
    String kind();
}
