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
 * Deterministic authenticated encryption: a synthetic IV (HMAC-SHA-256 of associated data and plaintext) from which the
 * key and the nonce of AES-256-GCM are derived by HKDF. Equal plaintexts with equal associated data have equal ciphertexts;
 * whatever differs is encrypted under another key. Safe for use by several threads. It prints without its keys.
 */
final class DeterministicAead {

    /** By how much a sealed text is longer than the plaintext: the synthetic IV and the tag. */
    static final int OVERHEAD = HmacSha256.BYTES + 16;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final HmacSha256 synthetic;
    private final Hkdf encryption;

    /** Ciphers at rest, each with another record's key; no more than were ever in use at the same time. */
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param syntheticKey the key of the synthetic IV, 32 bytes
     * @param encryptionKey the key from which those of the encryption are derived, 32 bytes
     */
    DeterministicAead(byte[] syntheticKey, byte[] encryptionKey) {
        this.synthetic = new HmacSha256(syntheticKey);
        this.encryption = Hkdf.of(encryptionKey);
    }

    /**
     * Seals a text.
     *
     * @param associated what the sealed text is bound to; it has to be encoded so that no associated data is the beginning
     *     of another one
     * @param plain the text
     * @return synthetic IV, ciphertext, tag
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

    /** Returns the text, or null if the bytes were not sealed under this key with the same associated data. */
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
                // It has sealed this very record last, and does not encrypt twice under one key and nonce. The result
                // is the same.
            }
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, nonce);
        return cipher;
    }
}
