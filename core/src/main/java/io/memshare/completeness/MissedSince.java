package io.memshare.completeness;

/**
 * States from which token on the records of the holder may be missing on the node that the key names: every change that
 * this node missed and the holder has got a larger token. Stored beside a {@link Note} by the first server that stores
 * such a note.
 *
 * @param life the {@link Voucher#life} of the holder, to which its tokens belong
 * @param token the token; 0 for every record
 */
record MissedSince(long life, long token) implements ControlRecord {

    static final String KIND = "since";

    /** Any record may be missing. */
    static final MissedSince EVERYTHING = new MissedSince(0, 0);

    @Override
    public String kind() {
        return KIND;
    }
}
