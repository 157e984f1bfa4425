package io.memshare.codec;

import io.memshare.node.Key;
import java.util.Objects;
import java.util.regex.Pattern;

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

    private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,32}");

    /** Checks the arguments; throws {@link IllegalArgumentException} if the kind is malformed. */
    public RecordId {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(node, "node");
        if (!KIND.matcher(kind).matches()) {
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
}
