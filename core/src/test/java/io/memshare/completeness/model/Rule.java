package io.memshare.completeness.model;

/** The rules of vouchers and notes, each of which can be switched off to see that the model notices. */
enum Rule {
    /** A write that leaves a node out is acknowledged only when each node that took it holds a note about that. */
    WRITES_CARRY_NOTES,
    /** Each write does so, not only the first one of an outage. */
    EVERY_WRITE_CARRIES_NOTES,
    /** A note is removed on the condition that it is still the one that was read before the voucher was changed. */
    NOTES_ARE_REMOVED_BY_TOKEN,
    /** The voucher tells of a note before the note is removed. */
    VOUCHER_BEFORE_REMOVAL,
    /** A copy of a rebuild that leaves a node out carries notes, too. */
    COPIES_CARRY_NOTES,
    /** A node whose connection was lost since it took the write counts as left out when the write is acknowledged. */
    CONNECTIONS_ARE_CHECKED_AT_THE_END,
    /** A rebuild begins only when no write is under way that the node took before it became incomplete. */
    REBUILDS_WAIT_FOR_WRITES
}
