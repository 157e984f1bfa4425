package io.memshare.completeness;

/**
 * Says that the node which the key names may lack records that the holder of the note has. One with the nonce 0 stands for a
 * note that was deleted.
 *
 * @param nonce a random number that tells this note from all others, {@link #NONE} for no note
 */
record Note(long nonce) implements ControlRecord {

    static final long NONE = 0;
    static final String KIND = "note";

    @Override
    public String kind() {
        return KIND;
    }
}
