package io.memshare.seal;

import static io.memshare.seal.LengthPrefixed.utf8;

import java.nio.ByteBuffer;

/**
 * The keys derived from a secret for a namespace. Purpose and namespace are part of each derivation, so that no key
 * serves two purposes or two applications. Immutable. {@link #toString} does not reveal the keys.
 */
final class NamespaceKey {

    static final int ID_BYTES = Long.BYTES;

    private final long id;
    private final DeterministicAead records;
    private final HmacSha256 names;

    NamespaceKey(SealingKey key, String namespace) {
        Hkdf root = key.root();
        this.id = ByteBuffer.wrap(derive(root, "key id", namespace)).getLong();
        this.records =
                new DeterministicAead(derive(root, "synthetic iv", namespace), derive(root, "encryption", namespace));
        this.names = new HmacSha256(derive(root, "names", namespace));
    }

    private static byte[] derive(Hkdf root, String purpose, String namespace) {
        return root.expand(LengthPrefixed.of(utf8(purpose), utf8(namespace)), SealingKey.BYTES);
    }

    /** Returns the number that identifies the key in a sealed record; it reveals nothing about the secret. */
    long id() {
        return id;
    }

    DeterministicAead records() {
        return records;
    }

    /** Returns a 32-byte name that cannot be guessed or verified without the key. */
    byte[] name(String kind, byte[] of) {
        return names.of(LengthPrefixed.of(utf8(kind), of));
    }

    @Override
    public String toString() {
        return "NamespaceKey";
    }
}
