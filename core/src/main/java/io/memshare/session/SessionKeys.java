package io.memshare.session;

import io.memshare.node.Key;
import java.nio.ByteBuffer;
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

    private static final byte NEVER_IN_UTF_8 = (byte) 0xff;

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
        byte[] digest = sha256().digest(bytes(id));
        return Key.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    /** Returns whether a key is that of a session, existing or not. */
    boolean isKey(Key key) {
        String text = key.text();
        return text.startsWith(prefix)
                && DIGEST.matcher(text.substring(prefix.length())).matches();
    }

    /** UTF-8, which has no bytes for a surrogate without its partner; such ids are told apart by their UTF-16. */
    private static byte[] bytes(String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        if (new String(utf8, StandardCharsets.UTF_8).equals(id)) {
            return utf8;
        }
        ByteBuffer utf16 =
                ByteBuffer.allocate(1 + Character.BYTES * id.length()).put(NEVER_IN_UTF_8);
        utf16.asCharBuffer().put(id);
        return utf16.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }
}
