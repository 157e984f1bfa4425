package io.memshare.seal;

/** HKDF with SHA-256 (RFC 5869): derives independent keys from a secret. Immutable. */
final class Hkdf {

    private static final int LONGEST = 255 * HmacSha256.BYTES;

    private final HmacSha256 pseudorandom;

    private Hkdf(byte[] pseudorandomKey) {
        this.pseudorandom = new HmacSha256(pseudorandomKey);
    }

    /** Extracts a pseudorandom key; an empty salt stands for 32 zeros. */
    static Hkdf extract(byte[] salt, byte[] secret) {
        return new Hkdf(new HmacSha256(salt.length == 0 ? new byte[HmacSha256.BYTES] : salt).of(secret));
    }

    /** Uses a key that is already pseudorandom. */
    static Hkdf of(byte[] pseudorandomKey) {
        return new Hkdf(pseudorandomKey);
    }

    /**
     * Expands the key.
     *
     * @param info the purpose; different purposes give independent results
     * @param length the number of bytes, 0 to 8160
     */
    byte[] expand(byte[] info, int length) {
        if (length < 0 || length > LONGEST) {
            throw new IllegalArgumentException(length + " bytes are not between 0 and " + LONGEST);
        }
        byte[] output = new byte[length];
        byte[] block = {};
        int done = 0;
        for (byte counter = 1; done < length; counter++) {
            block = pseudorandom.of(block, info, new byte[] {counter});
            int count = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, count);
            done += count;
        }
        return output;
    }
}
