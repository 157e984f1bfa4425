package io.memshare.seal;

import io.memshare.codec.Envelope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Creates names without a key. They hide a session id, but no value that can be guessed. */
final class PlainNames implements Sealing {

    /** Only its clones are used; to find the algorithm each time would cost more than the digest of an id. */
    private static final MessageDigest PROTOTYPE = sha256();

    @Override
    public Envelope envelope() {
        return Envelope.PLAIN;
    }

    @Override
    public List<byte[]> names(String kind, byte[] secret) {
        return List.of(digest(secret));
    }

    static byte[] digest(byte[] secret) {
        try {
            return ((MessageDigest) PROTOTYPE.clone()).digest(secret);
        } catch (CloneNotSupportedException ex) {
            throw new IllegalStateException("the platform's SHA-256 cannot be cloned", ex);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }
}
