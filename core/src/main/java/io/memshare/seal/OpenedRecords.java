package io.memshare.seal;

import io.memshare.codec.RecordId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that this server has sealed or opened last, so that the same bytes are not opened again: most reads find
 * what this server wrote or read last. A record is found only by exactly the bytes, the place and the key that it was
 * sealed by. Bounded; the least recently used record is dropped first. Safe for use by several threads.
 */
final class OpenedRecords {

    /** The bytes of all records at most. */
    static final int MOST_BYTES = 4 << 20;

    /** About what a record takes beside its bytes. */
    static final int OVERHEAD_BYTES = 256;

    /** A record with more than this part of all bytes would replace too many others. */
    private static final int LARGEST_PART = 32;

    private final int mostBytes;

    /** In the order of their last use. */
    private final Map<RecordId, Opened> records = new LinkedHashMap<>(16, 0.75f, true);

    private int bytes;

    @SuppressWarnings("ArrayRecordComponent") // never compared; copies, or shared on purpose
    private record Opened(NamespaceKey key, byte[] sealed, byte[] plain) {

        int length() {
            return OpenedRecords.length(sealed, plain);
        }
    }

    private static int length(byte[] sealed, byte[] plain) {
        return sealed.length + plain.length + OVERHEAD_BYTES;
    }

    /**
     * Creates an empty cache.
     *
     * @param mostBytes the bytes of all records at most: sealed, plain, and {@link #OVERHEAD_BYTES} for each; not
     *     negative
     */
    OpenedRecords(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Returns the plain bytes of a record.
     *
     * @param record the place that the bytes were found at
     * @param key the key that they name
     * @param sealed the bytes
     * @return the plain bytes, shared and not to be modified; null if the record is not known with exactly these bytes
     */
    synchronized byte @Nullable [] find(RecordId record, NamespaceKey key, byte[] sealed) {
        Opened opened = records.get(record);
        // An attacker who measures the comparison learns at most bytes that stand in memcached.
        if (opened == null || opened.key() != key || !Arrays.equals(opened.sealed(), sealed)) {
            return null;
        }
        return opened.plain();
    }

    /**
     * Remembers a record in place of what was known of it.
     *
     * @param record its place
     * @param key the key that it was sealed by
     * @param sealed its sealed bytes, of which a copy is kept
     * @param plain its plain bytes, which are no longer modified
     */
    synchronized void remember(RecordId record, NamespaceKey key, byte[] sealed, byte[] plain) {
        Opened replaced = records.remove(record);
        bytes -= replaced == null ? 0 : replaced.length();
        if (length(sealed, plain) > mostBytes / LARGEST_PART) {
            return;
        }
        Opened opened = new Opened(key, sealed.clone(), plain);
        records.put(record, opened);
        bytes += opened.length();
        Iterator<Opened> eldest = records.values().iterator();
        while (bytes > mostBytes) {
            bytes -= eldest.next().length();
            eldest.remove();
        }
    }
}
