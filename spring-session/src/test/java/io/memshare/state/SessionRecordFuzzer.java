package io.memshare.state;

import io.memshare.codec.MalformedRecordException;
import java.util.Arrays;

/** Records of sessions: what is accepted is written in the same bytes, and merges with itself to itself. */
public final class SessionRecordFuzzer {

    private static final SessionStateCodec CODEC = new SessionStateCodec();

    private SessionRecordFuzzer() {}

    /** The input is the record. */
    public static void fuzzerTestOneInput(byte[] input) {
        SessionState state;
        try {
            state = CODEC.decode(input);
        } catch (MalformedRecordException refused) {
            if (refused.offset() < 0 || refused.offset() > input.length) {
                throw new AssertionError("points beyond the bytes", refused);
            }
            return;
        }
        if (!Arrays.equals(CODEC.encode(state), input)) {
            throw new AssertionError("is written in other bytes");
        }
        if (!state.merge(state).equals(state)) {
            throw new AssertionError("merges with itself to another state");
        }
        state.latest();
    }
}
