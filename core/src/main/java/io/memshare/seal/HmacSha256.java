package io.memshare.seal;

import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. Safe for use by several threads. It prints without the key.
 */
final class HmacSha256 {

    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Holds the key in an expanded form; only its clones are used. */
    private final Mac prototype;

    /** Clones at rest; no more than were ever in use at the same time. */
    private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

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
        Mac mac = Objects.requireNonNullElseGet(idle.poll(), this::copy);
        for (byte[] part : parts) {
            mac.update(part);
        }
        byte[] code = mac.doFinal();
        idle.add(mac);
        return code;
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException ex) {
            throw new IllegalStateException("the platform's HMAC-SHA-256 cannot be cloned", ex);
        }
    }
}
