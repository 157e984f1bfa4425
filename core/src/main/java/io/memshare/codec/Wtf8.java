package io.memshare.codec;

import java.nio.charset.StandardCharsets;

/**
 * The byte encoding of a text, known as WTF-8: UTF-8 in which an unpaired surrogate is encoded in three bytes as the
 * code point of its own number. The encoding of every string is unique, so no name is lost, and a text without such
 * surrogates is plain UTF-8.
 */
final class Wtf8 {

    private static final int[] SMALLEST_OF_LENGTH = {0, 0, 0x80, 0x800, 0x10000};

    private Wtf8() {}

    static long length(String text) {
        long length = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int codePoint = text.codePointAt(i);
            next = i + Character.charCount(codePoint);
            length += lengthOf(codePoint);
        }
        return length;
    }

    /**
     * Writes a text.
     *
     * @return the index after the last byte written
     */
    static int write(String text, byte[] bytes, int from) {
        int at = from;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int codePoint = text.codePointAt(i);
            next = i + Character.charCount(codePoint);
            at = write(codePoint, bytes, at);
        }
        return at;
    }

    private static int write(int codePoint, byte[] bytes, int from) {
        int length = lengthOf(codePoint);
        if (length == 1) {
            bytes[from] = (byte) codePoint;
            return from + 1;
        }
        int rest = codePoint;
        for (int i = from + length - 1; i > from; i--) {
            bytes[i] = (byte) (0x80 | (rest & 0x3F));
            rest >>= 6;
        }
        bytes[from] = (byte) ((0xF00 >> length) | rest);
        return from + length;
    }

    private static int lengthOf(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    static String read(byte[] bytes, int from, int to) throws MalformedRecordException {
        int at = endOfAscii(bytes, from, to);
        if (at == to) {
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        }
        StringBuilder text = new StringBuilder(to - from);
        text.append(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
        while (at < to) {
            if (bytes[at] >= 0) {
                text.append((char) bytes[at++]);
            } else {
                int length = Integer.numberOfLeadingZeros(~bytes[at] << 24);
                text.appendCodePoint(readMultiByte(bytes, at, length, to, text));
                at += length;
            }
        }
        return text.toString();
    }

    private static int endOfAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static int readMultiByte(byte[] bytes, int at, int length, int to, CharSequence before)
            throws MalformedRecordException {
        if (length < 2 || length > 4 || at + length > to) {
            throw malformed(at);
        }
        int codePoint = bytes[at] & (0x7F >> length);
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                throw malformed(i);
            }
            codePoint = (codePoint << 6) | (bytes[i] & 0x3F);
        }
        if (codePoint < SMALLEST_OF_LENGTH[length]
                || codePoint > Character.MAX_CODE_POINT
                || isSecondHalf(codePoint, before)) {
            throw malformed(at);
        }
        return codePoint;
    }

    /** Two surrogates of a pair in three bytes each would be a second encoding of the character they represent. */
    private static boolean isSecondHalf(int codePoint, CharSequence before) {
        return codePoint >= Character.MIN_LOW_SURROGATE
                && codePoint <= Character.MAX_LOW_SURROGATE
                && before.length() > 0
                && Character.isHighSurrogate(before.charAt(before.length() - 1));
    }

    private static MalformedRecordException malformed(int offset) {
        return new MalformedRecordException("text is not well-formed", offset);
    }
}
