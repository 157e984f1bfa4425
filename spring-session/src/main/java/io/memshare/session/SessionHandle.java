package io.memshare.session;

import java.util.regex.Pattern;

/**
 * A text that leads to a session in place of its id. An index knows no ids, as an id is a credential: who reads an index, or
 * an endpoint that shows it, must not become one of the users in it. A handle is made of the name of the session's record,
 * and a cookie with one finds nothing.
 */
final class SessionHandle {

    private static final String BEGINNING = "handle-";

    private static final Pattern HANDLE = Pattern.compile(BEGINNING + "[A-Za-z0-9_-]{43}");

    private SessionHandle() {}

    /** Returns the handle of the session whose record has a name. */
    static String of(String name) {
        return BEGINNING + name;
    }

    /** Returns whether a text is a handle, of a session that exists or not. */
    static boolean isHandle(String text) {
        return HANDLE.matcher(text).matches();
    }

    /** Returns the name of the record that a handle leads to. */
    static String name(String handle) {
        return handle.substring(BEGINNING.length());
    }
}
