package io.memshare.memcached;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code item_size_max} from the reply to {@code stats settings}, and refuses a server without compare and set. For one
 * reply.
 */
final class ItemLimitDecoder implements WireCommand.Decoder<Integer> {

    /** What memcached has unless it is told otherwise. */
    static final int DEFAULT = 1024 * 1024;

    private static final int LONGEST_LINE = 16 * 1024;
    private static final String NAME = "STAT item_size_max ";

    private int limit = DEFAULT;

    @Override
    public @Nullable Integer decode(ByteBuffer buffer) throws ProtocolException {
        for (String line = Lines.next(buffer, LONGEST_LINE); line != null; line = Lines.next(buffer, LONGEST_LINE)) {
            if (line.startsWith(NAME)) {
                limit = (int) Math.min(Integer.MAX_VALUE, MetaFlags.number(line, NAME.length(), line.length()));
            } else if (line.equals("STAT cas_enabled no")) {
                throw new ProtocolException("the server was started without compare and set (-C), which is needed");
            } else if (!line.startsWith("STAT ")) {
                return limit;
            }
        }
        return null;
    }
}
