package io.memshare.seal;

/** What is done with records and names that are not sealed, while an application has keys. */
public enum PlainRecords {

    /** They are refused as any forged record is. */
    REFUSE,

    /** They are read, and sealed when the record is written next. For a time of change only: they may be forged. */
    READ,

    /**
     * They are read, and still written: all servers get the keys in this way before the first one seals, and keep them in this
     * way until the last sealed record is gone.
     */
    WRITE
}
