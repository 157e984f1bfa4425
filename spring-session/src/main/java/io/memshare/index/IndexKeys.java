package io.memshare.index;

import io.memshare.node.Key;
import io.memshare.seal.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Derives keys from names of indexes and their values. A value is personal data and may have any length, so only the
 * SHA-256 of both leaves the application, or an HMAC-SHA-256 if there are keys. Immutable.
 */
final class IndexKeys {

    private final String prefix;
    private final Sealing sealing;

    /**
     * Creates keys.
     *
     * @param namespace the prefix of all keys
     * @param sealing creates the names
     */
    IndexKeys(String namespace, Sealing sealing) {
        this.prefix = namespace + ":i:";
        this.sealing = sealing;
    }

    /** Returns the prefix of the keys of all index records. */
    String prefix() {
        return prefix;
    }

    /**
     * Returns all keys of an index record: the key under which it is written, followed by former keys while names
     * change.
     */
    List<Key> all(String indexName, String value) {
        byte[] name = indexName.getBytes(StandardCharsets.UTF_8);
        ByteBuffer secret = ByteBuffer.allocate(Integer.BYTES + name.length + Character.BYTES * value.length())
                .putInt(name.length)
                .put(name);
        secret.asCharBuffer().put(value); // Some strings have no UTF-8 bytes.
        return sealing.names(IndexRecordType.KIND, secret.array()).stream()
                .map(bytes ->
                        Key.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .toList();
    }
}
