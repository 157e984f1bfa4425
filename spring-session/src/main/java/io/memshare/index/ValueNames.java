package io.memshare.index;

import io.memshare.seal.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Derives names from names of indexes and their values. A value is personal data and may have any length, so only the
 * SHA-256 of both leaves the application, or an HMAC-SHA-256 if there are keys.
 */
final class ValueNames {

    private ValueNames() {}

    /**
     * Returns all names of a value: the current name, followed by former names while names change.
     *
     * @param sealing creates the names
     * @param kind the kind of record
     * @param indexName the name of the index
     * @param value the value
     * @return at least 1 name of 43 characters
     */
    static List<String> of(Sealing sealing, String kind, String indexName, String value) {
        byte[] name = indexName.getBytes(StandardCharsets.UTF_8);
        ByteBuffer secret = ByteBuffer.allocate(Integer.BYTES + name.length + Character.BYTES * value.length())
                .putInt(name.length)
                .put(name);
        secret.asCharBuffer().put(value); // Some strings have no UTF-8 bytes.
        return sealing.names(kind, secret.array()).stream()
                .map(bytes -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .toList();
    }
}
