package io.memshare.completeness;

/**
 * States that the node that the key names may lack records that the holder of the note has. A note with the nonce 0
 * represents a deleted note.
 *
 * @param nonce a random number that identifies this note, {@link #NONE} for no note
 */
record Note(long nonce) implements ControlRecord {

    static final long NONE = 0;
    static final String KIND = "note";

    @Override
    public String kind() {
        return KIND;
    }
}
