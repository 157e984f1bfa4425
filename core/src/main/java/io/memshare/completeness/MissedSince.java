package io.memshare.completeness;

/**
 * Says from which token on the records of the holder may be missing on the node which the key names: every change that this
 * node missed and the holder has got a larger token. Put beside a {@link Note} by the first server that plants one.
 *
 * @param life the {@link Voucher#life} of the holder, which its tokens belong to
 * @param token the token; 0 for every record
 */
record MissedSince(long life, long token) implements ControlRecord {

    static final String KIND = "since";

    /** Anything may be missing. */
    static final MissedSince EVERYTHING = new MissedSince(0, 0);

    @Override
    public String kind() {
        return KIND;
    }
}
