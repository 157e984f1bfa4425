package io.memshare.index;

import io.memshare.node.Key;
import io.memshare.seal.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Makes keys of the names of indexes and of values. A value is personal, and of any length, so only the SHA-256 of both leaves
 * the application, or an HMAC-SHA-256 when there are keys. Immutable.
 */
final class IndexKeys {

    private final String prefix;
    private final Sealing sealing;

    /**
     * @param namespace the beginning of all keys
     * @param sealing makes the names
     */
    IndexKeys(String namespace, Sealing sealing) {
        this.prefix = namespace + ":i:";
        this.sealing = sealing;
    }

    /** Returns the beginning of the keys of all index records. */
    String prefix() {
        return prefix;
    }

    /** Returns all keys of an index record: the one that it is written under, then former ones while names change. */
    List<Key> all(String indexName, String value) {
        byte[] name = indexName.getBytes(StandardCharsets.UTF_8);
        ByteBuffer secret = ByteBuffer.allocate(Integer.BYTES + name.length + Character.BYTES * value.length())
                .putInt(name.length)
                .put(name);
        secret.asCharBuffer().put(value); // Not every String has bytes in UTF-8.
        return sealing.names(IndexRecordType.KIND, secret.array()).stream()
                .map(bytes ->
                        Key.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .toList();
    }
}
