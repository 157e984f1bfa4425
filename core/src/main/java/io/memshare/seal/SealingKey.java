package io.memshare.seal;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * A secret of 32 random bytes, from which all keys of one namespace are derived. Immutable. It prints without the secret,
 * and no message of its own repeats any of it.
 */
public final class SealingKey {

    /** The number of bytes of a secret. */
    public static final int BYTES = 32;

    /** The most different values among 32 bytes that are taken for no chance: random ones have fewer once in 2^37. */
    private static final int FEW = 18;

    private final byte[] secret;

    private SealingKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Makes a key of a text such as {@code openssl rand -base64 32} prints.
     *
     * @param text the base64 of 32 bytes, by the usual alphabet or that for addresses, with or without padding
     * @throws IllegalArgumentException if the text is anything else, or the bytes cannot be random; the message says what is
     *     wrong, as the end of a sentence, and repeats nothing of the text
     */
    public static SealingKey parse(String text) {
        return of(decoded(text.strip().replace('-', '+').replace('_', '/')));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException ex) {
            // Without the cause: the decoder's message repeats a character.
            throw new IllegalArgumentException("it is not base64");
        }
    }

    /**
     * Makes a key of a secret.
     *
     * @param secret 32 random bytes, which are copied
     * @throws IllegalArgumentException if there are not 32, or they cannot be random; the message says what is wrong, as the
     *     end of a sentence, and repeats none of them
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

    /** Returns how many different bytes there are, or how many different steps from byte to byte. */
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

    /** Derives the keys of a namespace. */
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
