package io.memshare.completeness;

import io.memshare.node.Hash64;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import java.nio.charset.StandardCharsets;

/**
 * The keys of control records. Immutable.
 *
 * @param namespace the prefix of all keys, before a colon
 */
record ControlKeys(String namespace) {

    Key voucher() {
        return Key.of(namespace + ":voucher");
    }

    Key note(NodeAddress about) {
        return Key.of(namespace + ":note:" + hex(hash(about)));
    }

    Key since(NodeAddress about) {
        return Key.of(namespace + ":since:" + hex(hash(about)));
    }

    Key list(long fingerprint) {
        return Key.of(namespace + ":list:" + hex(fingerprint));
    }

    Key agreed() {
        return Key.of(namespace + ":agreed");
    }

    Key lists() {
        return Key.of(namespace + ":lists");
    }

    /** Returns the number that identifies a node in keys and vouchers, the same on every server. */
    static long hash(NodeAddress node) {
        return Hash64.of(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(long number) {
        return String.format("%016x", number);
    }
}
