package io.memshare.session;

import io.memshare.node.Key;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Makes keys of session ids. An id is a credential and comes from a cookie with any content and any length, so only its
 * SHA-256 leaves the application. Immutable.
 */
final class SessionKeys {

    /** A SHA-256 as base64url without padding. */
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String prefix;

    /**
     * @param namespace what the keys begin with
     */
    SessionKeys(String namespace) {
        this.prefix = namespace + ":s:";
    }

    /** Returns the key of the session with the given id, which may be any text. */
    Key of(String id) {
        byte[] digest = sha256().digest(id.getBytes(StandardCharsets.UTF_8));
        return Key.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    /** Returns whether a text is the key of a session, existing or not. */
    boolean isKey(String text) {
        return text.startsWith(prefix)
                && DIGEST.matcher(text.substring(prefix.length())).matches();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }
}
