package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.seal.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Derives keys from session ids. An id is a credential, and comes from a cookie with any content and length. Therefore
 * only a name derived from it leaves the application: its SHA-256, or an HMAC-SHA-256 if there are keys. Immutable.
 */
final class SessionKeys {

    /** Ensures that the names differ from those of other kinds of records. */
    private static final String KIND = "session";

    /** 32 bytes as base64url without padding. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final byte NEVER_IN_UTF_8 = (byte) 0xff;

    private final String prefix;
    private final Sealing sealing;
    private final boolean handles;

    /**
     * Creates keys without sealing.
     *
     * @param namespace the prefix of all keys
     */
    SessionKeys(String namespace) {
        this(namespace, Sealing.NONE);
    }

    /**
     * Creates keys.
     *
     * @param namespace the prefix of all keys
     * @param sealing creates the names
     */
    SessionKeys(String namespace, Sealing sealing) {
        this(sealing, namespace + ":s:", false);
    }

    private SessionKeys(Sealing sealing, String prefix, boolean handles) {
        this.prefix = prefix;
        this.sealing = sealing;
        this.handles = handles;
    }

    /** Returns a copy that also accepts a {@link SessionHandle handle} in place of an id. */
    SessionKeys withHandles() {
        return new SessionKeys(sealing, prefix, true);
    }

    /** Returns the prefix of the key of every session. */
    String prefix() {
        return prefix;
    }

    /** Returns the key of the session with the given id, which may be any text. */
    Key of(String id) {
        return all(id).get(0);
    }

    /**
     * Returns all keys of the session with the given id: the key under which it is written, followed by the keys under
     * which it may still be found while names change. A {@link SessionHandle handle} has a single key.
     */
    List<Key> all(String id) {
        if (handles && SessionHandle.isHandle(id)) {
            return List.of(ofName(SessionHandle.name(id)));
        }
        List<byte[]> names = sealing.names(KIND, bytes(id));
        // a stream for each request would cost more than the rest of this
        return names.size() == 1
                ? List.of(key(names.get(0)))
                : names.stream().map(this::key).toList();
    }

    private Key key(byte[] name) {
        return ofName(Base64.getUrlEncoder().withoutPadding().encodeToString(name));
    }

    /** Returns the key of the record with a name. */
    Key ofName(String name) {
        return Key.of(prefix + name);
    }

    /** Returns the name of the record of a session, by its key. */
    String name(Key key) {
        return key.text().substring(prefix.length());
    }

    /** Returns whether a key has the form of a session's key. */
    boolean isKey(Key key) {
        String text = key.text();
        return text.startsWith(prefix)
                && NAME.matcher(text.substring(prefix.length())).matches();
    }

    /**
     * Returns the UTF-8 of an id. UTF-8 has no bytes for an unpaired surrogate, so ids with such are distinguished by
     * their UTF-16.
     */
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
}
