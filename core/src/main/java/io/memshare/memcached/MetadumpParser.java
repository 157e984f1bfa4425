package io.memshare.memcached;

import io.memshare.node.Key;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjLongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the answer to {@code lru_crawler metadump} as it arrives, and buffers a single line at most. A line must be
 * complete to its last field: if the reader was slow for a second, memcached sends the same bytes again, starting in
 * the middle of a line. Used for a single answer.
 *
 * <p>The answer has three forms. Up to 1.6.38 it consists of item lines and {@code END}; from 1.6.39 on, each item line
 * ends in a blank; from 1.6.43 on, a line {@code OK} comes first.
 */
final class MetadumpParser {

    /** The length of a key of 250 escaped bytes and the fields after it. */
    private static final int LONGEST_LINE = 1024;

    /**
     * More items than a node of any size can hold: a server that reports more would keep a rebuild from ever ending.
     */
    private static final long MOST_LINES = 1_000_000_000;

    private static final Pattern ITEM =
            Pattern.compile("key=([A-Za-z0-9._~%-]+) exp=-?[0-9]+ la=[0-9]+ cas=([0-9]{1,20})"
                    + " fetch=(?:yes|no) cls=[0-9]+ size=[0-9]+(?: [a-z_]+=[^ =]*)* ?");

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private final String prefix;
    private final String escapedPrefix;
    private final ObjLongConsumer<Key> found;
    private final byte[] line = new byte[LONGEST_LINE];
    private final long mostLines;
    private int length;
    private long lines;

    /** The state of the answer. */
    enum Progress {
        MORE_TO_COME,
        COMPLETE,
        BUSY
    }

    /**
     * Creates a parser.
     *
     * @param prefix the prefix of the wanted keys, printable ASCII
     * @param found receives the keys
     */
    MetadumpParser(String prefix, ObjLongConsumer<Key> found) {
        this(prefix, found, MOST_LINES);
    }

    /**
     * Creates a parser.
     *
     * @param mostLines the number of lines after which the answer is refused
     */
    MetadumpParser(String prefix, ObjLongConsumer<Key> found, long mostLines) {
        this.mostLines = mostLines;
        this.prefix = prefix;
        this.escapedPrefix = escaped(prefix);
        this.found = found;
    }

    /** Escapes as memcached does: all characters except the unreserved characters of RFC 3986. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            char c = (char) (b & 0xff);
            boolean plain = UNRESERVED.indexOf(c) >= 0;
            escaped.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return escaped.toString();
    }

    /**
     * Parses the bytes that have arrived.
     *
     * @param buffer the bytes, all of which are consumed unless the answer ends earlier
     * @throws ProtocolException if the bytes are not an answer of the crawler
     */
    Progress read(ByteBuffer buffer) throws ProtocolException {
        while (buffer.hasRemaining()) {
            byte b = buffer.get();
            if (b == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                length = 0;
                Progress progress = take(new String(line, 0, end, StandardCharsets.ISO_8859_1));
                if (progress != Progress.MORE_TO_COME) {
                    return progress;
                }
            } else if (length == LONGEST_LINE) {
                throw new ProtocolException("the crawler sent a line longer than " + LONGEST_LINE + " characters");
            } else {
                line[length++] = b;
            }
        }
        return Progress.MORE_TO_COME;
    }

    private Progress take(String text) throws ProtocolException {
        if (text.equals("END")) {
            return Progress.COMPLETE;
        }
        if (text.startsWith("BUSY") || text.startsWith("ERROR locked")) {
            return Progress.BUSY;
        }
        lines++;
        if (lines > mostLines) {
            throw new ProtocolException("the crawler named more than " + mostLines + " items");
        }
        if (lines == 1 && text.equals("OK")) {
            return Progress.MORE_TO_COME;
        }
        Matcher item = ITEM.matcher(text);
        if (!item.matches()) {
            throw new ProtocolException(
                    ServerErrors.isError(text)
                            ? "the server refused the crawler: " + ServerErrors.describe(text)
                            : "the crawler sent a broken line");
        }
        String escaped = item.group(1);
        if (escaped.startsWith(escapedPrefix)) {
            take(escaped.substring(escapedPrefix.length()), prefix, token(item.group(2)));
        }
        return Progress.MORE_TO_COME;
    }

    private void take(String escaped, String before, long token) throws ProtocolException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        boolean printable = true;
        for (int i = 0; i < escaped.length(); i++) {
            int c = escaped.charAt(i);
            if (c == '%') {
                c = i + 2 < escaped.length() ? digit(escaped, i + 1) << 4 | digit(escaped, i + 2) : -1;
                i += 2;
            }
            if (c < 0) {
                throw new ProtocolException("the crawler sent a key with a broken escape");
            }
            printable &= c > ' ' && c < 0x7f;
            bytes.write(c);
        }
        // Other clients may use keys that memshare cannot; a key of memshare is printable.
        if (printable && before.length() + bytes.size() <= Key.LONGEST) {
            found.accept(Key.of(before + bytes.toString(StandardCharsets.ISO_8859_1)), token);
        }
    }

    private static long token(String digits) throws ProtocolException {
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException ex) {
            throw new ProtocolException("the crawler sent a token of more than 64 bits");
        }
    }

    private static int digit(String text, int at) throws ProtocolException {
        int digit = Character.digit(text.charAt(at), 16);
        if (digit < 0) {
            throw new ProtocolException("the crawler sent a key with a broken escape");
        }
        return digit;
    }
}
