package io.memshare.codec;

/**
 * Thrown if bytes are not a record that this version can read. The message names the problem and its offset, and never
 * contains any of the bytes.
 *
 * <p>A record in the format of a later version is not damaged: it must not be repaired with older bytes, let alone be
 * treated as deleted. {@link #isUnknownFormat()} distinguishes the two cases.
 */
public final class MalformedRecordException extends Exception {

    private final int offset;
    private final boolean unknownFormat;

    /**
     * Creates an exception for damaged bytes.
     *
     * @param problem the problem, without any content
     * @param offset the offset of the byte where it was detected, 0 or more
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
     * Returns an exception for a format that this version does not know.
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
     * Returns an exception for an envelope that this application cannot open.
     *
     * @param format the first byte of the stored bytes, {@link Envelope#LOWEST_FORMAT} to 255
     * @return the exception
     */
    public static MalformedRecordException unknownEnvelope(int format) {
        return new MalformedRecordException(
                "record is in an envelope of format " + format + ", which this application does not open", 0, true);
    }

    /**
     * Returns an exception for bytes that a sealing envelope refuses. The message is the same for every cause and has
     * no offset, so that it reveals nothing to a forger.
     *
     * @return the exception
     */
    public static MalformedRecordException notAuthentic() {
        return new MalformedRecordException(
                "record was not sealed for its place with a key of this application", false, 0);
    }

    /**
     * Returns the offset of the problem.
     *
     * @return the offset in the bytes passed to the decoder, 0 or more; 0 if unspecified
     */
    public int offset() {
        return offset;
    }

    /**
     * Returns whether the record may be intact, but in a format unknown to this version.
     *
     * @return false if the bytes are damaged
     */
    public boolean isUnknownFormat() {
        return unknownFormat;
    }
}
