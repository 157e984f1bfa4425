package io.memshare.memcached;

import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a single reply to a meta command (memcached's {@code doc/protocol.txt}, "Meta Commands") from bytes that
 * arrive in chunks of any size. If this process has no memory for a value, the decoder skips the value and reports that
 * there is no answer: this is not a fault of the node, whose connection stays in step. Confined to a single thread.
 */
final class MetaReplyDecoder {

    /** The maximum line length; memcached's replies are shorter. */
    private static final int LONGEST_LINE = 2048;

    private static final Reply NO_MEMORY = new Reply.Unavailable(Reply.Reason.OVERLOADED);

    private final boolean put;
    private final boolean withValue;
    private final long opaque;
    private final int largestValue;
    private final IntFunction<byte[]> memory;
    private @Nullable Reply reply;
    /** Receives the value; null if it is skipped. */
    private byte @Nullable [] value;

    private int length;
    private int filled;

    /**
     * Creates a decoder.
     *
     * @param request the request
     * @param opaque the number that was sent with the command and must come back with the reply
     * @param largestValue the maximum value size to accept, in bytes
     */
    MetaReplyDecoder(Request request, long opaque, int largestValue) {
        this(request, opaque, largestValue, byte[]::new);
    }

    /**
     * Creates a decoder.
     *
     * @param memory allocates the array for a value; may throw an {@link OutOfMemoryError}
     */
    MetaReplyDecoder(Request request, long opaque, int largestValue, IntFunction<byte[]> memory) {
        this.memory = memory;
        this.put = request instanceof Request.Put || request instanceof Request.Set;
        this.withValue = request instanceof Request.Get get && get.withValue();
        this.opaque = opaque;
        this.largestValue = largestValue;
    }

    /**
     * Consumes the bytes of the reply from a buffer.
     *
     * @param buffer the bytes that have arrived; its position moves behind the consumed bytes
     * @return the reply, or null if it is not complete yet
     * @throws ProtocolException if the bytes are not a reply to the command
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

    /** Consumes the bytes of the value and returns whether the value is complete. */
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

    /** Returns whether a line starts like a reply to this request. */
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
