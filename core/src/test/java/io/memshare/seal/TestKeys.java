package io.memshare.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Keys that look random and are the same in every run. */
public final class TestKeys {

    public static final SealingKey A = SealingKey.of(secret("A"));
    public static final SealingKey B = SealingKey.of(secret("B"));
    public static final SealingKey C = SealingKey.of(secret("C"));

    private TestKeys() {}

    public static byte[] secret(String name) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("memshare test key " + name).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException ex) {
            throw new AssertionError(ex);
        }
    }

    public static String base64(String name) {
        return Base64.getEncoder().encodeToString(secret(name));
    }

    /** A sealing in a namespace by keys that do not change. */
    public static Sealing sealing(String namespace, PlainRecords plainRecords, SealingKey... keys) {
        KeyRing ring = KeyRing.of(List.of(keys));
        return Sealing.by(() -> ring, namespace, plainRecords);
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = Arrays.copyOf(bytes, bytes.length);
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
