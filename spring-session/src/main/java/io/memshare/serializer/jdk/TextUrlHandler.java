package io.memshare.serializer.jdk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Compares URLs as text, and hashes them as the JDK does if it finds no address for the host. The JDK's own handlers
 * resolve the host in the name service when a URL is hashed or compared, which merely reading a map of URLs would do.
 * Connections are opened as in the JDK.
 */
final class TextUrlHandler extends URLStreamHandler {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private final int defaultPort;

    TextUrlHandler(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    @Override
    protected int getDefaultPort() {
        return defaultPort;
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        return new URL(url.toExternalForm()).openConnection();
    }

    @Override
    protected int hashCode(URL url) {
        int port = url.getPort() == -1 ? defaultPort : url.getPort();
        return Objects.hashCode(url.getProtocol())
                + hostHash(host(url))
                + Objects.hashCode(url.getFile())
                + port
                + Objects.hashCode(url.getRef());
    }

    /** Hashes a host as the JDK does if it need not, or cannot, resolve it. */
    private static int hostHash(String host) {
        if (host.startsWith("[") || IPV4.matcher(host).matches()) {
            try {
                return InetAddress.getByName(host).hashCode();
            } catch (UnknownHostException ex) {
                return host.hashCode();
            }
        }
        return host.hashCode();
    }

    @Override
    protected boolean hostsEqual(URL one, URL other) {
        return host(one).equals(host(other));
    }

    private static String host(URL url) {
        return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    }
}
