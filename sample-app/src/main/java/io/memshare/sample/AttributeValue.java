package io.memshare.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The value of an attribute that a client sets. Immutable.
 *
 * @param text any text, possibly empty, of at most two million bytes
 */
record AttributeValue(String text) {

    static final int LONGEST_BYTES = 2_000_000;

    /**
     * Reads the value from the body of a request.
     *
     * @throws InvalidInputException if it is too long or not UTF-8
     */
    static AttributeValue read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_BYTES + 1);
        if (bytes.length > LONGEST_BYTES) {
            throw new InvalidInputException("The value is longer than " + LONGEST_BYTES + " bytes.");
        }
        try {
            // a new decoder rejects malformed input, whereas a String constructor would replace it
            return new AttributeValue(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException ex) {
            throw new InvalidInputException("The value is not text in UTF-8.");
        }
    }

    /** Returns the length only, because values are confidential. */
    @Override
    public String toString() {
        return "AttributeValue[" + text.length() + " characters]";
    }
}
