package io.memshare.seal;

import static io.memshare.seal.LengthPrefixed.utf8;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Seals records by deterministic authenticated encryption. The first key seals, each opens, chosen by the number in the
 * header and never by trying. Header, namespace, kind, key and node of the record are associated data. Safe for use by
 * several threads.
 *
 * <p>Each failure to open is the same exception: it tells nothing of which check failed. An unknown key costs what a wrong
 * tag costs.
 */
final class SealingEnvelope implements Envelope {

    /** The first byte of a sealed record. */
    static final int FORMAT = 0xC1;

    /** HMAC-SHA-256, HKDF and AES-256-GCM as {@link DeterministicAead} puts them together. */
    static final int SUITE = 1;

    static final int HEADER_BYTES = 2 + NamespaceKey.ID_BYTES;

    private final NamespaceKeys keys;
    private final PlainRecords plainRecords;

    SealingEnvelope(NamespaceKeys keys, PlainRecords plainRecords) {
        this.keys = keys;
        this.plainRecords = plainRecords;
    }

    @Override
    public byte[] wrap(RecordId record, byte[] plain) {
        return plainRecords == PlainRecords.WRITE ? plain : seal(record, plain);
    }

    private byte[] seal(RecordId record, byte[] plain) {
        NamespaceKey key = keys.first();
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) FORMAT)
                .put((byte) SUITE)
                .putLong(key.id())
                .array();
        byte[] sealed = key.records().seal(associated(header, record), Padding.pad(plain));
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException {
        if (isPlain(stored) && plainRecords != PlainRecords.REFUSE) {
            return stored;
        }
        byte[] opened = stored.length < HEADER_BYTES ? null : open(record, ByteBuffer.wrap(stored));
        if (opened == null) {
            throw MalformedRecordException.notAuthentic();
        }
        return opened;
    }

    /**
     * A record under any listed key is current, or servers whose first keys differ would write in turn. Plain records are sealed
     * when they are written next. On the way back to plain records, sealed ones have to be gone before the keys are.
     */
    @Override
    public boolean isCurrent(byte[] stored) {
        return plainRecords != PlainRecords.WRITE || isPlain(stored);
    }

    private static boolean isPlain(byte[] stored) {
        return stored.length > 0 && (stored[0] & 0xff) < LOWEST_FORMAT;
    }

    private byte @Nullable [] open(RecordId record, ByteBuffer stored) {
        byte[] header = new byte[HEADER_BYTES];
        stored.get(header);
        NamespaceKey named = keys.withId(ByteBuffer.wrap(header).getLong(2));
        // An unknown key takes as long as a known one. The first key opens nothing that names another one.
        NamespaceKey key = named == null ? keys.first() : named;
        byte[] padded = key.records().open(associated(header, record), stored);
        return padded == null || named == null ? null : Padding.unpad(padded);
    }

    private static byte[] associated(byte[] header, RecordId record) {
        return LengthPrefixed.of(
                header,
                utf8(record.namespace()),
                utf8(record.kind()),
                record.key().bytes(),
                utf8(record.node()));
    }
}
