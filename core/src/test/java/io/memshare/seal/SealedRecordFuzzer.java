package io.memshare.seal;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Key;
import java.util.Arrays;

/**
 * Sealed records: whatever the bytes are, they are refused by the one exception; what was sealed opens, and nothing
 * near it.
 */
public final class SealedRecordFuzzer {

    private static final Envelope ENVELOPE = envelope();

    /** Another server, which did not seal what it opens, and knows only what it has opened before. */
    private static final Envelope OPENER = envelope();

    private static final RecordId RECORD = new RecordId("memshare", "session", Key.of("memshare:s:a"));
    private static final RecordId OTHER = new RecordId("memshare", "session", Key.of("memshare:s:b"));

    private SealedRecordFuzzer() {}

    private static Envelope envelope() {
        return TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A, TestKeys.B)
                .envelope();
    }

    /** The input is a stored record, and also a plain one. */
    public static void fuzzerTestOneInput(byte[] input) {
        refused(RECORD, input);
        byte[] sealed = ENVELOPE.wrap(RECORD, input);
        opens(ENVELOPE, sealed, input);
        opens(OPENER, sealed, input);
        opens(OPENER, sealed, input);
        refused(OTHER, sealed);
        refused(RECORD, TestKeys.flipped(sealed, Math.floorMod(Arrays.hashCode(input), 8 * sealed.length)));
    }

    private static void opens(Envelope envelope, byte[] sealed, byte[] plain) {
        try {
            if (!Arrays.equals(envelope.unwrap(RECORD, sealed), plain)) {
                throw new AssertionError("opens to something else");
            }
        } catch (MalformedRecordException ex) {
            throw new AssertionError("does not open", ex);
        }
    }

    private static void refused(RecordId record, byte[] stored) {
        refused(ENVELOPE, record, stored);
        refused(OPENER, record, stored);
    }

    private static void refused(Envelope envelope, RecordId record, byte[] stored) {
        try {
            envelope.unwrap(record, stored);
        } catch (MalformedRecordException refused) {
            if (!String.valueOf(refused.getMessage())
                    .equals(MalformedRecordException.notAuthentic().getMessage())) {
                throw new AssertionError("tells why", refused);
            }
            return;
        }
        throw new AssertionError("accepted a record that was not sealed for its place");
    }
}
