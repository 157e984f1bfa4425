package io.memshare.codec;

import io.memshare.node.Key;
import java.util.Objects;

/**
 * Identifies the record that stored bytes belong to. An {@link Envelope} can bind the bytes to it, so that they are
 * refused under any other key, as another kind of record, and in another namespace. Immutable. {@link #toString} does
 * not reveal the text of the key.
 *
 * @param namespace the namespace of the application, the prefix of all its keys
 * @param kind the kind of record, such as {@code session}: 1 to 32 characters of {@code a-z 0-9 -}
 * @param key the key in memcached, namespace included
 * @param node the only node for which the record is valid, such as {@code 10.1.1.1:11211}; empty for all nodes
 */
public record RecordId(String namespace, String kind, Key key, String node) {

    private static final int LONGEST_KIND = 32;

    /** Checks the arguments; throws {@link IllegalArgumentException} if the kind is malformed. */
    public RecordId {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(node, "node");
        if (!isKind(kind)) {
            throw new IllegalArgumentException("the kind '" + kind + "' is not 1 to 32 characters of a-z 0-9 -");
        }
    }

    /**
     * Creates the id of a record that is valid on all nodes.
     *
     * @param namespace the namespace of the application, the prefix of all its keys
     * @param kind the kind of record, such as {@code session}: 1 to 32 characters of {@code a-z 0-9 -}
     * @param key the key in memcached, namespace included
     */
    public RecordId(String namespace, String kind, Key key) {
        this(namespace, kind, key, "");
    }

    /** No regular expression, because each record that is read or written has an id. */
    private static boolean isKind(String kind) {
        boolean wellFormed = !kind.isEmpty() && kind.length() <= LONGEST_KIND;
        for (int i = 0; i < kind.length() && wellFormed; i++) {
            char c = kind.charAt(i);
            wellFormed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return wellFormed;
    }
}
