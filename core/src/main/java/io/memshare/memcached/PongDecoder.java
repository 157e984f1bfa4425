package io.memshare.memcached;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Decodes the reply to {@code mn}. */
final class PongDecoder implements WireCommand.Decoder<Boolean> {

    private static final int LONGEST_LINE = 512;

    @Override
    public @Nullable Boolean decode(ByteBuffer buffer) throws ProtocolException {
        String line = Lines.next(buffer, LONGEST_LINE);
        if (line == null) {
            return null;
        }
        if (!line.equals("MN")) {
            throw new ProtocolException("the answer to a ping was " + ServerErrors.describe(line) + "; a memcached "
                    + ServerVersion.OLDEST + " or later is needed that has connections to spare");
        }
        return true;
    }
}
