package io.memshare.session;

import io.memshare.node.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Makes keys of session ids. An id is a credential and comes from a cookie with any content and any length, so only its
 * SHA-256 leaves the application. Immutable.
 */
final class SessionKeys {

    private final String prefix;

    /**
     * @param namespace what the keys begin with
     */
    SessionKeys(String namespace) {
        this.prefix = namespace + ":s:";
    }

    /** Returns what the key of every session begins with. */
    String prefix() {
        return prefix;
    }

    /** Returns the key of the session with the given id, which may be any text. */
    Key of(String id) {
        byte[] digest = sha256().digest(id.getBytes(StandardCharsets.UTF_8));
        return Key.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }
}
