package io.memshare.seal;

import static io.memshare.seal.LengthPrefixed.utf8;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Seals records by deterministic authenticated encryption. The first key of the ring seals. Each key opens; it is
 * selected by the number in the header, never by trial. Header, namespace, kind, key and node of the record are
 * associated data. Safe for use by several threads.
 *
 * <p>Every failure to open throws the same exception, which does not reveal the check that failed. An unknown key takes
 * as long as a wrong tag. The records that were sealed or opened last are not opened again while their bytes are the
 * same and their key is in the ring.
 */
final class SealingEnvelope implements Envelope {

    /** The first byte of a sealed record. */
    static final int FORMAT = 0xC1;

    /** The combination of HMAC-SHA-256, HKDF and AES-256-GCM in {@link DeterministicAead}. */
    static final int SUITE = 1;

    static final int HEADER_BYTES = 2 + NamespaceKey.ID_BYTES;

    private final NamespaceKeys keys;
    private final PlainRecords plainRecords;
    private final OpenedRecords opened = new OpenedRecords(OpenedRecords.MOST_BYTES);

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
        byte[] stored = ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                .put(header)
                .put(sealed)
                .array();
        opened.remember(record, key, stored, plain);
        return stored;
    }

    @Override
    public byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException {
        if (isPlain(stored) && plainRecords != PlainRecords.REFUSE) {
            return stored;
        }
        byte[] plain = stored.length < HEADER_BYTES ? null : open(record, stored);
        if (plain == null) {
            throw MalformedRecordException.notAuthentic();
        }
        return plain;
    }

    /**
     * A record sealed under any listed key is current; otherwise, servers with different first keys would rewrite it
     * alternately. Plain records are sealed when they are written next. When sealing is being switched off, sealed
     * records must be rewritten before the keys are removed.
     */
    @Override
    public boolean isCurrent(byte[] stored) {
        return plainRecords != PlainRecords.WRITE || isPlain(stored);
    }

    private static boolean isPlain(byte[] stored) {
        return stored.length > 0 && (stored[0] & 0xff) < LOWEST_FORMAT;
    }

    private byte @Nullable [] open(RecordId record, byte[] stored) {
        NamespaceKey named = keys.withId(ByteBuffer.wrap(stored).getLong(2));
        byte[] known = named == null ? null : opened.find(record, named, stored);
        if (known != null) {
            return known;
        }
        byte[] plain = authenticated(record, named, ByteBuffer.wrap(stored));
        if (plain != null && named != null) {
            opened.remember(record, named, stored, plain);
        }
        return plain;
    }

    private byte @Nullable [] authenticated(RecordId record, @Nullable NamespaceKey named, ByteBuffer stored) {
        byte[] header = new byte[HEADER_BYTES];
        stored.get(header);
        // An unknown key takes as long as a known key. The first key cannot open a record that names another key.
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
