package io.memshare.memcached;

import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one reply to a meta command (memcached's {@code doc/protocol.txt}, "Meta Commands") from bytes that arrive in pieces
 * of any size. For one thread, one reply.
 */
final class MetaReplyDecoder {

    /** A longer line is no reply of memcached. */
    private static final int LONGEST_LINE = 2048;

    private final boolean put;
    private final boolean withValue;
    private final long opaque;
    private final int largestValue;
    private Reply.@Nullable Hit header;
    private byte @Nullable [] value;
    private int filled;

    /**
     * @param request what was asked
     * @param opaque the number that was sent with the command and must come back with the reply
     * @param largestValue the size in bytes above which a value is not believed
     */
    MetaReplyDecoder(Request request, long opaque, int largestValue) {
        this.put = request instanceof Request.Put || request instanceof Request.Set;
        this.withValue = request instanceof Request.Get get && get.withValue();
        this.opaque = opaque;
        this.largestValue = largestValue;
    }

    /**
     * Takes what belongs to the reply from a buffer.
     *
     * @param buffer the bytes that have arrived; its position moves behind what was taken
     * @return the reply, or null as long as it is not complete
     * @throws ProtocolException if the bytes are no reply to the command
     */
    @Nullable Reply decode(ByteBuffer buffer) throws ProtocolException {
        if (header == null) {
            String line = Lines.next(buffer, LONGEST_LINE);
            if (line == null) {
                return null;
            }
            Reply reply = parse(line);
            if (value == null) {
                return reply;
            }
            header = (Reply.Hit) reply;
        }
        return fill(buffer, header, value);
    }

    private @Nullable Reply fill(ByteBuffer buffer, Reply.Hit hit, byte @Nullable [] into) throws ProtocolException {
        if (into == null) {
            throw new ProtocolException("a value without a header");
        }
        int count = Math.min(into.length - filled, buffer.remaining());
        buffer.get(into, filled, count);
        filled += count;
        if (filled < into.length || buffer.remaining() < 2) {
            return null;
        }
        if (buffer.get() != '\r' || buffer.get() != '\n') {
            throw new ProtocolException("a value is longer than announced");
        }
        return hit;
    }

    private Reply parse(String line) throws ProtocolException {
        if (line.startsWith("SERVER_ERROR")) {
            return new Reply.Refused(Lines.printable(line));
        }
        int end = MetaFlags.endOfWord(line, 0);
        if (!isReply(line, end)) {
            throw new ProtocolException("not a reply: " + Lines.printable(line));
        }
        return switch (line.charAt(0)) {
            case 'H' -> {
                MetaFlags flags = MetaFlags.parse(line, end, opaque);
                yield put ? new Reply.Stored(flags.token()) : flags.hit(null);
            }
            case 'V' -> {
                if (end == line.length()) {
                    throw new ProtocolException("a value without a size");
                }
                int endOfSize = MetaFlags.endOfWord(line, end + 1);
                byte[] bytes = new byte[size(line, end + 1, endOfSize)];
                value = bytes;
                yield MetaFlags.parse(line, endOfSize, opaque).hit(bytes);
            }
            default -> {
                MetaFlags.parse(line, end, opaque);
                yield put ? Reply.Conflict.CONFLICT : Reply.Miss.MISS;
            }
        };
    }

    /** Returns whether a line begins as a reply to this request may. */
    private boolean isReply(String line, int end) {
        if (put) {
            return is(line, end, "HD") || is(line, end, "EX") || is(line, end, "NS") || is(line, end, "NF");
        }
        return is(line, end, withValue ? "VA" : "HD") || is(line, end, "EN");
    }

    private static boolean is(String line, int end, String word) {
        return end == word.length() && line.startsWith(word);
    }

    private int size(String line, int from, int to) throws ProtocolException {
        long size = MetaFlags.number(line, from, to);
        if (size > largestValue) {
            throw new ProtocolException("a value of " + size + " bytes is larger than the server takes");
        }
        return (int) size;
    }
}
