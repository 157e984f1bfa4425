package io.memshare.session;

import java.util.regex.Pattern;

/**
 * A text that refers to a session in place of its id. An index has no ids, because an id is a credential: a reader of
 * an index, or of an endpoint that shows it, must not be able to impersonate a user in it. A handle is derived from the
 * name of the session's record, and a cookie with a handle finds no session.
 */
final class SessionHandle {

    private static final String BEGINNING = "handle-";

    private static final Pattern HANDLE = Pattern.compile(BEGINNING + "[A-Za-z0-9_-]{43}");

    private SessionHandle() {}

    /**
     * Returns the handle of a session.
     *
     * @param name the name of the session's record
     */
    static String of(String name) {
        return BEGINNING + name;
    }

    /** Returns whether a text is a handle, whether or not its session exists. */
    static boolean isHandle(String text) {
        return text.startsWith(BEGINNING) && HANDLE.matcher(text).matches();
    }

    /** Returns the name of the record that a handle refers to. */
    static String name(String handle) {
        return handle.substring(BEGINNING.length());
    }
}
