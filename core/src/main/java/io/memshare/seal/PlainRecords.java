package io.memshare.seal;

/** The treatment of unsealed records and names by an application that has keys. */
public enum PlainRecords {

    /** Refuses them, like any forged record. */
    REFUSE,

    /**
     * Reads them, and seals a record when it is written next. Intended for a transition only, because unsealed records
     * can be forged.
     */
    READ,

    /**
     * Reads and still writes them. All servers get the keys with this setting before the first server seals, and keep
     * it until the last sealed record is gone when sealing is switched off.
     */
    WRITE
}
