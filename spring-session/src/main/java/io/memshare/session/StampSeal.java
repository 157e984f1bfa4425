package io.memshare.session;

import io.memshare.MemshareSettings;
import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.codec.RecordReader;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.node.Key;
import java.util.Base64;

/**
 * Seals and opens stamps. A stamp is bound to the session by its key, so that it counts for no other session. Safe for
 * use by several threads.
 */
final class StampSeal {

    private static final String KIND = "stamp";
    private static final int FORMAT = 1;

    /** A stamp has 122 bytes, which are 163 characters. Longer texts are ignored before they are decoded. */
    private static final int LONGEST_TEXT = 256;

    private final String namespace;
    private final Envelope envelope;
    private final SessionKeys keys;

    StampSeal(MemshareSettings settings) {
        this.namespace = settings.namespace();
        this.envelope = settings.envelope();
        this.keys = new SessionKeys(namespace, settings.sealing());
    }

    /**
     * Returns a stamp as text.
     *
     * @param id the id of the session
     * @param latest the timestamp of its newest change
     * @return characters of base64url
     */
    String seal(String id, HybridTimestamp latest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(id, latest));
    }

    byte[] bytes(String id, HybridTimestamp latest) {
        byte[] plain = RecordSink.collect(sink -> {
            sink.putByte(FORMAT);
            sink.putLong(latest.packed());
        });
        return envelope.wrap(record(keys.of(id)), plain);
    }

    /**
     * Opens a stamp.
     *
     * @param id the id of the session
     * @param text the text that the browser sent, of any content and length
     * @return {@link HybridTimestamp#ZERO} if it is not a stamp of this session
     */
    HybridTimestamp open(String id, String text) {
        byte[] sealed = decoded(text);
        if (sealed.length == 0 || (sealed[0] & 0xff) < Envelope.LOWEST_FORMAT) {
            return HybridTimestamp.ZERO;
        }
        HybridTimestamp latest = HybridTimestamp.ZERO;
        // More than one key only while names change.
        for (Key key : keys.all(id)) {
            latest = HybridTimestamp.max(latest, opened(key, sealed));
        }
        return latest;
    }

    private HybridTimestamp opened(Key key, byte[] sealed) {
        try {
            RecordReader reader = new RecordReader(envelope.unwrap(record(key), sealed));
            if (reader.readByte() != FORMAT) {
                return HybridTimestamp.ZERO;
            }
            HybridTimestamp latest = new HybridTimestamp(reader.readLong());
            reader.readEnd();
            return latest;
        } catch (MalformedRecordException ex) {
            return HybridTimestamp.ZERO;
        }
    }

    private static byte[] decoded(String text) {
        try {
            return text.length() > LONGEST_TEXT
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException ex) {
            return new byte[0];
        }
    }

    private RecordId record(Key key) {
        return new RecordId(namespace, KIND, key);
    }
}
