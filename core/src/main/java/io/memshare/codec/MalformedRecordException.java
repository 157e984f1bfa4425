package io.memshare.codec;

/**
 * Thrown when bytes are not a record that this version can read. The message names the problem and its offset; it
 * never shows any of the bytes.
 *
 * <p>A record of a format that a later version writes is no damage: it must not be repaired with older bytes, let
 * alone be taken for a deleted one. {@link #isUnknownFormat()} tells the two apart.
 */
public final class MalformedRecordException extends Exception {

    private final int offset;
    private final boolean unknownFormat;

    /**
     * Reports damaged bytes.
     *
     * @param problem the problem, without any content
     * @param offset the offset of the byte where it shows, 0 or more
     */
    public MalformedRecordException(String problem, int offset) {
        this(problem, offset, false);
    }

    private MalformedRecordException(String problem, int offset, boolean unknownFormat) {
        this(problem + " at offset " + offset, unknownFormat, offset);
    }

    private MalformedRecordException(String message, boolean unknownFormat, int offset) {
        super(message);
        this.offset = offset;
        this.unknownFormat = unknownFormat;
    }

    /**
     * Reports a format that this version does not know.
     *
     * @param format the format found, 0 to 255
     * @param newest the newest format that this version knows, 1 to 255
     * @return the exception
     */
    public static MalformedRecordException unknownFormat(int format, int newest) {
        return new MalformedRecordException(
                "record has format " + format + ", this version reads formats 1 to " + newest, 0, true);
    }

    /**
     * Reports an envelope that this application does not open.
     *
     * @param format the first byte of the stored bytes, {@link Envelope#LOWEST_FORMAT} to 255
     * @return the exception
     */
    public static MalformedRecordException unknownEnvelope(int format) {
        return new MalformedRecordException(
                "record is in an envelope of format " + format + ", which this application does not open", 0, true);
    }

    /**
     * Reports bytes that a sealing envelope does not open. The message is the same whatever is wrong with them, and
     * gives no offset, so that it tells a forger nothing.
     *
     * @return the exception
     */
    public static MalformedRecordException notAuthentic() {
        return new MalformedRecordException(
                "record was not sealed for its place with a key of this application", false, 0);
    }

    /**
     * Returns where the problem shows.
     *
     * @return the offset in the bytes given to the decoder, 0 or more; 0 if it is not told
     */
    public int offset() {
        return offset;
    }

    /**
     * Tells whether the record may be sound but is of a format unknown to this version.
     *
     * @return false if the bytes are damaged
     */
    public boolean isUnknownFormat() {
        return unknownFormat;
    }
}
