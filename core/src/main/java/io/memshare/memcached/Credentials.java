package io.memshare.memcached;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The user name and password of memcached's ASCII authentication ({@code memcached -Y}). Immutable. Neither value is
 * ever part of a message.
 */
public final class Credentials {

    /** The maximum length of an entry in memcached's password file, in bytes. */
    private static final int LONGEST = 250;

    private final byte[] token;

    /**
     * Checks the values.
     *
     * @param username the user name, not empty, without blanks, colons or control characters
     * @param password the password, not empty, without blanks or control characters; memcached before 1.6.45 accepts no
     *     blanks
     * @throws IllegalArgumentException if memcached cannot accept these values; the message contains neither of them
     */
    public Credentials(String username, String password) {
        requireText(username, "user name");
        requireText(password, "password");
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user name contains a colon");
        }
        this.token = (username + " " + password).getBytes(StandardCharsets.UTF_8);
        if (token.length > LONGEST) {
            throw new IllegalArgumentException(
                    "user name and password are longer than " + (LONGEST - 1) + " bytes together");
        }
    }

    private static void requireText(String text, String name) {
        Objects.requireNonNull(text, name);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + name + " is empty");
        }
        if (text.chars().anyMatch(c -> c == ' ' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("the " + name + " contains a blank or a control character");
        }
    }

    /**
     * Returns the command that authenticates a connection. It has an expiry in the past: a server started without
     * {@code -Y} treats the command as a value to store, and would otherwise return the password to every client that
     * asks for it.
     */
    byte[] command() {
        byte[] line = ("set auth 0 -1 " + token.length + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return new MetaLine(line.length + token.length + 2).put(line).put(token).ended();
    }

    /** Reveals neither value. */
    @Override
    public String toString() {
        return "credentials";
    }
}
