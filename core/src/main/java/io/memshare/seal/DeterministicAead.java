package io.memshare.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Deterministic authenticated encryption. The key and the nonce of AES-256-GCM are derived by HKDF from a synthetic IV,
 * the HMAC-SHA-256 of associated data and plaintext. Equal plaintexts with equal associated data have equal
 * ciphertexts; otherwise a different key is used. Safe for use by several threads. {@link #toString} does not reveal
 * the keys.
 */
final class DeterministicAead {

    /** The difference in length between a sealed text and its plaintext: the synthetic IV and the tag. */
    static final int OVERHEAD = HmacSha256.BYTES + 16;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final HmacSha256 synthetic;
    private final Hkdf encryption;

    /**
     * A pool of ciphers, each still initialized with the key of another record; never larger than the maximum in use at
     * a time.
     */
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    /**
     * Creates the cipher.
     *
     * @param syntheticKey the key of the synthetic IV, 32 bytes
     * @param encryptionKey the key from which the encryption keys are derived, 32 bytes
     */
    DeterministicAead(byte[] syntheticKey, byte[] encryptionKey) {
        this.synthetic = new HmacSha256(syntheticKey);
        this.encryption = Hkdf.of(encryptionKey);
    }

    /**
     * Seals a text.
     *
     * @param associated the associated data to which the sealed text is bound, encoded so that it is never a prefix of
     *     other associated data
     * @param plain the text
     * @return synthetic IV, ciphertext and tag
     */
    byte[] seal(byte[] associated, byte[] plain) {
        byte[] iv = synthetic.of(associated, plain);
        byte[] sealed = Arrays.copyOf(iv, plain.length + OVERHEAD);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, iv, associated);
            cipher.doFinal(plain, 0, plain.length, sealed, iv.length);
            idle.add(cipher);
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("the platform's AES-GCM does not encrypt", ex);
        }
        return sealed;
    }

    /** Opens a sealed text. Returns null if the bytes were not sealed under this key with the same associated data. */
    byte @Nullable [] open(byte[] associated, ByteBuffer sealed) {
        if (sealed.remaining() < OVERHEAD) {
            return null;
        }
        byte[] iv = new byte[HmacSha256.BYTES];
        sealed.get(iv);
        byte[] rest = new byte[sealed.remaining()];
        sealed.get(rest);
        byte[] plain;
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, iv, associated);
            plain = cipher.doFinal(rest);
            idle.add(cipher);
        } catch (GeneralSecurityException ex) {
            return null;
        }
        return MessageDigest.isEqual(iv, synthetic.of(associated, plain)) ? plain : null;
    }

    private Cipher cipher(int mode, byte[] iv, byte[] associated) throws GeneralSecurityException {
        byte[] derived = encryption.expand(iv, KEY_BYTES + NONCE_BYTES);
        SecretKeySpec key = new SecretKeySpec(derived, 0, KEY_BYTES, "AES");
        GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, derived, KEY_BYTES, NONCE_BYTES);
        Cipher cipher = initialized(mode, key, nonce);
        cipher.updateAAD(associated);
        return cipher;
    }

    private Cipher initialized(int mode, SecretKeySpec key, GCMParameterSpec nonce) throws GeneralSecurityException {
        Cipher rested = idle.poll();
        if (rested != null) {
            try {
                rested.init(mode, key, nonce);
                return rested;
            } catch (InvalidAlgorithmParameterException ex) {
                // This cipher sealed the same record last, and GCM does not encrypt twice under a key and nonce. A new
                // cipher gives the same result.
            }
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, nonce);
        return cipher;
    }
}
