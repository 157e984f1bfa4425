package io.memshare.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys that look random and are the same in every run. */
final class Secrets {

    static final String A = base64("A");
    static final String B = base64("B");
    static final String C = base64("C");

    private Secrets() {}

    private static String base64(String name) {
        try {
            byte[] text = ("memshare test key " + name).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException ex) {
            throw new AssertionError(ex);
        }
    }
}
