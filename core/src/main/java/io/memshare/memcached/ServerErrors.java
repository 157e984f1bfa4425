package io.memshare.memcached;

import java.util.Set;

/**
 * Describes error lines of a server. Only texts that memcached is known to send are repeated. Any other line may be
 * part of a stored value, for example if a connection is out of step, or may be forged, and must not reach a log.
 */
final class ServerErrors {

    private static final Set<String> KNOWN = Set.of(
            "BUSY currently processing crawler request",
            "CLIENT_ERROR authentication failure",
            "CLIENT_ERROR bad authentication token format",
            "CLIENT_ERROR bad command line",
            "CLIENT_ERROR bad command line format",
            "CLIENT_ERROR bad command line termination",
            "CLIENT_ERROR bad data chunk",
            "CLIENT_ERROR bad token in command line format",
            "CLIENT_ERROR duplicate flag",
            "CLIENT_ERROR invalid exptime argument",
            "CLIENT_ERROR invalid flag",
            "CLIENT_ERROR invalid or duplicate flag",
            "CLIENT_ERROR lru crawler disabled",
            "CLIENT_ERROR unauthenticated",
            "ERROR",
            "ERROR Too many open connections",
            "ERROR an unknown error happened",
            "ERROR cannot pipeline other commands before metadump",
            "ERROR key dump not allowed",
            "ERROR metadump not allowed",
            "SERVER_ERROR Out of memory allocating item",
            "SERVER_ERROR Out of memory allocating new item",
            "SERVER_ERROR Out of memory during read",
            "SERVER_ERROR object too large for cache",
            "SERVER_ERROR out of memory",
            "SERVER_ERROR out of memory reading request",
            "SERVER_ERROR out of memory storing object",
            "SERVER_ERROR out of memory writing get response",
            "SERVER_ERROR output line too long",
            "SERVER_ERROR refcount overflow during fetch");

    private static final String[] KINDS = {"ERROR", "CLIENT_ERROR", "SERVER_ERROR"};

    private ServerErrors() {}

    /** Returns whether a line is an error, whatever its text. */
    static boolean isError(String line) {
        return !kind(line).isEmpty();
    }

    /**
     * Returns a line in a form that is safe to log: its text if memcached is known to send it, otherwise its kind and
     * its length.
     */
    static String describe(String line) {
        if (KNOWN.contains(line)) {
            return line;
        }
        String kind = kind(line);
        return kind.isEmpty()
                ? "a line of " + line.length() + " characters"
                : kind + " and an unknown text of " + (line.length() - kind.length()) + " characters";
    }

    private static String kind(String line) {
        for (String kind : KINDS) {
            if (line.startsWith(kind) && (line.length() == kind.length() || line.charAt(kind.length()) == ' ')) {
                return kind;
            }
        }
        return "";
    }
}
