package io.memshare.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configured address of a memcached node. Immutable.
 *
 * <p>The textual form is also the identity of a node without a name of its own ({@link NodeId}); every application
 * server must then configure the node with the same text.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; not empty
 * @param port the TCP port, 1 to 65535
 */
public record NodeAddress(String host, int port) {

    /** The port of a node that is configured without a port. */
    public static final int DEFAULT_PORT = 11211;

    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\[\\]]+)](?::(.*))?", Pattern.DOTALL);
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.?");
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(%[A-Za-z0-9._-]+)?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,9}");
    private static final int LONGEST_NAME = 253;

    /** Converts the host to lower case, except for an IPv6 zone, which names a network interface. */
    public NodeAddress {
        Objects.requireNonNull(host, "host");
        if (!isName(host) && !isIpv6(host)) {
            throw new IllegalArgumentException("'" + host + "' is not a host name or an IP address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        int zone = host.indexOf('%');
        int lowered = zone < 0 ? host.length() : zone;
        host = host.substring(0, lowered).toLowerCase(Locale.ROOT) + host.substring(lowered);
    }

    /**
     * Parses {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}, each with an optional {@code tcp://}
     * prefix as in the session path of PHP.
     *
     * @param text the text, optionally surrounded by blanks
     * @return the address, with port 11211 if the text has none
     * @throws IllegalArgumentException if the text has none of these forms; the message names the fault
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
        if (rest.startsWith("[")) {
            return bracketed(rest);
        }
        int colon = rest.indexOf(':');
        if (colon < 0) {
            return new NodeAddress(rest, DEFAULT_PORT);
        }
        if (colon != rest.lastIndexOf(':')) {
            throw new IllegalArgumentException(
                    IPV6.matcher(rest).matches()
                            ? "an IPv6 address is written in brackets: [" + rest + "]"
                            : "'" + rest + "' is neither host:port nor an IPv6 address");
        }
        if (colon == 0) {
            throw new IllegalArgumentException("the host is missing");
        }
        return new NodeAddress(rest.substring(0, colon), port(rest.substring(colon + 1)));
    }

    private static NodeAddress bracketed(String text) {
        Matcher bracketed = BRACKETED.matcher(text);
        if (!bracketed.matches()) {
            throw new IllegalArgumentException("'" + text + "' is neither [address] nor [address]:port");
        }
        String host = bracketed.group(1);
        if (!isIpv6(host)) {
            throw new IllegalArgumentException("'" + host + "' is not an IPv6 address");
        }
        String port = bracketed.group(2);
        return new NodeAddress(host, port == null ? DEFAULT_PORT : port(port));
    }

    private static int port(String text) {
        if (!PORT.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a port number");
        }
        return Integer.parseInt(text);
    }

    private static boolean isName(String host) {
        return host.length() <= LONGEST_NAME && NAME.matcher(host).matches();
    }

    private static boolean isIpv6(String host) {
        Matcher matcher = IPV6.matcher(host);
        if (!matcher.matches()) {
            return false;
        }
        try {
            // An address in brackets is only parsed, never looked up.
            return InetAddress.getByName("[" + matcher.group(1) + "]").getHostAddress() != null;
        } catch (UnknownHostException ex) {
            return false;
        }
    }

    /** Returns {@code host:port}, with an IPv6 host in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
