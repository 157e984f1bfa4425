package io.memshare.node;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a memcached node listens, as it was configured. Immutable.
 *
 * <p>The textual form is also the identity of the node in the placement of keys: every application server has to name a
 * node by the same text.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; not empty
 * @param port the TCP port, 1 to 65535
 */
public record NodeAddress(String host, int port) {

    /** The port of a node that is named without one. */
    public static final int DEFAULT_PORT = 11211;

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)](?::(.*))?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._%-]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?");

    public NodeAddress {
        Objects.requireNonNull(host, "host");
        if (!HOST.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + host + "' is not a host name or an IP address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        host = host.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port}, each with an optional {@code tcp://} before
     * it as in the session path of PHP.
     *
     * @param text the text, blanks around it allowed
     * @return the address, with port 11211 when the text names none
     * @throws IllegalArgumentException if the text is none of these forms; the message says what is wrong with it
     */
    public static NodeAddress parse(String text) {
        String rest = text.strip();
        int scheme = rest.indexOf("://");
        if (scheme >= 0) {
            if (!rest.substring(0, scheme).equalsIgnoreCase("tcp")) {
                throw new IllegalArgumentException(
                        "'" + rest.substring(0, scheme) + "://' is not supported, only tcp://");
            }
            rest = rest.substring(scheme + 3);
        }
        if (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("the host is missing");
        }
        Matcher bracketed = BRACKETED.matcher(rest);
        if (bracketed.matches()) {
            String port = bracketed.group(2);
            return ipv6(bracketed.group(1), port == null ? DEFAULT_PORT : port(port));
        }
        int colon = rest.indexOf(':');
        if (colon < 0) {
            return new NodeAddress(rest, DEFAULT_PORT);
        }
        if (colon != rest.lastIndexOf(':')) {
            throw new IllegalArgumentException("an IPv6 address is written in brackets: [" + rest + "]");
        }
        return new NodeAddress(rest.substring(0, colon), port(rest.substring(colon + 1)));
    }

    private static NodeAddress ipv6(String host, int port) {
        if (host.indexOf(':') < 0 || !IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + host + "' is not an IPv6 address");
        }
        return new NodeAddress(host, port);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException ex) {
            throw new IllegalArgumentException("'" + text + "' is not a port number", ex);
        }
    }

    /** Returns {@code host:port}, with an IPv6 host in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
