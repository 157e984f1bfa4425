package io.memshare.seal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * A secret of 32 random bytes from which the keys of namespaces are derived. Immutable. Neither {@link #toString} nor
 * any exception message reveals the secret.
 */
public final class SealingKey {

    /** The length of a secret in bytes. */
    public static final int BYTES = 32;

    /**
     * The limit of distinct values among 32 bytes up to which they are rejected as a pattern; random bytes have so few
     * once in 2^37 cases.
     */
    private static final int FEW = 18;

    private final byte[] secret;

    private SealingKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Parses a key, such as the output of {@code openssl rand -base64 32}.
     *
     * @param text the base64 encoding of 32 bytes, in the standard or the URL-safe alphabet, with or without padding
     * @throws IllegalArgumentException if the text is not such an encoding, or the bytes cannot be random; the message
     *     names the problem, as the end of a sentence, and repeats nothing of the text
     */
    public static SealingKey parse(String text) {
        return of(decoded(text.strip().replace('-', '+').replace('_', '/')));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException ex) {
            // The cause is omitted because the decoder's message repeats a character.
            throw new IllegalArgumentException("it is not base64");
        }
    }

    /**
     * Creates a key from a secret.
     *
     * @param secret 32 random bytes, which are copied
     * @throws IllegalArgumentException if the length is not 32, or the bytes cannot be random; the message names the
     *     problem, as the end of a sentence, and repeats no byte
     */
    public static SealingKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("it has " + secret.length + " bytes and not " + BYTES);
        }
        if (isText(secret)) {
            throw new IllegalArgumentException("its bytes are a text and not random");
        }
        if (variety(secret, 0) <= FEW || variety(secret, 1) <= FEW) {
            throw new IllegalArgumentException("its bytes follow a pattern and are not random");
        }
        return new SealingKey(secret.clone());
    }

    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if ((b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number of distinct bytes, or of distinct differences between bytes at the given distance. */
    private static int variety(byte[] bytes, int distance) {
        boolean[] seen = new boolean[256];
        int count = 0;
        for (int i = distance; i < bytes.length; i++) {
            int value = (distance == 0 ? bytes[i] : bytes[i] - bytes[i - distance]) & 0xff;
            count += seen[value] ? 0 : 1;
            seen[value] = true;
        }
        return count;
    }

    /** Returns the derivation of the keys of namespaces. */
    Hkdf root() {
        return Hkdf.extract(LengthPrefixed.utf8("memshare sealing 1"), secret);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof SealingKey key && MessageDigest.isEqual(secret, key.secret));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root().expand(LengthPrefixed.utf8("hash code"), Integer.BYTES));
    }

    @Override
    public String toString() {
        return "SealingKey";
    }
}
