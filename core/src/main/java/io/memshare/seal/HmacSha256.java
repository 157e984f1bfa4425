package io.memshare.seal;

import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) with a fixed key. Safe for use by several threads. {@link #toString} does not reveal the key.
 */
final class HmacSha256 {

    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Holds the key in expanded form; only its clones are used. */
    private final Mac prototype;

    /** A pool of clones, never larger than the maximum in use at a time. */
    private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

    /**
     * Creates the function.
     *
     * @param key the key, at least 1 byte
     */
    HmacSha256(byte[] key) {
        try {
            this.prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", ex);
        }
    }

    /** Returns the 32-byte code of the concatenated parts. */
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
