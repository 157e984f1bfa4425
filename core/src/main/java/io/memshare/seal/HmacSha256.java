package io.memshare.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key. Immutable. It prints without the key. */
final class HmacSha256 {

    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Holds the key in an expanded form; only its clones are used. */
    private final Mac prototype;

    /**
     * @param key at least one byte
     */
    HmacSha256(byte[] key) {
        try {
            this.prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", ex);
        }
    }

    /** Returns the 32 bytes of the code of all parts, one after the other. */
    byte[] of(byte[]... parts) {
        Mac mac = copy();
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException ex) {
            throw new IllegalStateException("the platform's HMAC-SHA-256 cannot be cloned", ex);
        }
    }
}
