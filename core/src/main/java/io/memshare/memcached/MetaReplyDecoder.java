package io.memshare.memcached;

import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one reply to a meta command (memcached's {@code doc/protocol.txt}, "Meta Commands") from bytes that arrive in pieces
 * of any size. A value for which this process has no memory is passed over, and the reply is that there is none: that is no
 * fault of the node, whose connection stays in step. For one thread, one reply.
 */
final class MetaReplyDecoder {

    /** A longer line is no reply of memcached. */
    private static final int LONGEST_LINE = 2048;

    private static final Reply NO_MEMORY = new Reply.Unavailable(Reply.Reason.OVERLOADED);

    private final boolean put;
    private final boolean withValue;
    private final long opaque;
    private final int largestValue;
    private final IntFunction<byte[]> memory;
    private @Nullable Reply reply;
    /** Where the value goes; null if it is passed over. */
    private byte @Nullable [] value;

    private int length;
    private int filled;

    /**
     * @param request what was asked
     * @param opaque the number that was sent with the command and must come back with the reply
     * @param largestValue the size in bytes above which a value is not believed
     */
    MetaReplyDecoder(Request request, long opaque, int largestValue) {
        this(request, opaque, largestValue, byte[]::new);
    }

    /**
     * @param memory makes room for a value; may throw an {@link OutOfMemoryError}
     */
    MetaReplyDecoder(Request request, long opaque, int largestValue, IntFunction<byte[]> memory) {
        this.memory = memory;
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
        if (reply == null) {
            String line = Lines.next(buffer, LONGEST_LINE);
            if (line == null) {
                return null;
            }
            Reply parsed = parse(line);
            if (!line.startsWith("VA")) {
                return parsed;
            }
            reply = parsed;
        }
        return fill(buffer) ? reply : null;
    }

    /** Takes what belongs to the value; returns whether all of it was there. */
    private boolean fill(ByteBuffer buffer) throws ProtocolException {
        int count = Math.min(length - filled, buffer.remaining());
        if (value == null) {
            buffer.position(buffer.position() + count);
        } else {
            buffer.get(value, filled, count);
        }
        filled += count;
        if (filled < length || buffer.remaining() < 2) {
            return false;
        }
        if (buffer.get() != '\r' || buffer.get() != '\n') {
            throw new ProtocolException("a value is longer than announced");
        }
        return true;
    }

    private Reply parse(String line) throws ProtocolException {
        if (line.startsWith("SERVER_ERROR") && ServerErrors.isError(line)) {
            return new Reply.Refused(ServerErrors.describe(line));
        }
        int end = MetaFlags.endOfWord(line, 0);
        if (!isReply(line, end)) {
            throw new ProtocolException("not a reply: " + ServerErrors.describe(line));
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
                MetaFlags flags = MetaFlags.parse(line, endOfSize, opaque);
                length = size(line, end + 1, endOfSize);
                value = room(length);
                yield value == null ? NO_MEMORY : flags.hit(value);
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

    private byte @Nullable [] room(int size) {
        try {
            return memory.apply(size);
        } catch (OutOfMemoryError ex) {
            return null;
        }
    }

    private int size(String line, int from, int to) throws ProtocolException {
        long size = MetaFlags.number(line, from, to);
        if (size > largestValue) {
            throw new ProtocolException("a value of " + size + " bytes is larger than the server takes");
        }
        return (int) size;
    }
}
