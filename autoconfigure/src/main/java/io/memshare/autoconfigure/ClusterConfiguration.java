package io.memshare.autoconfigure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.memshare.memcached.Tls;
import io.memshare.node.NodeAddress;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Asks the configuration endpoint of an ElastiCache cluster for its members, by the command {@code config get cluster}
 * that Amazon documents for writers of clients. Thread-safe.
 *
 * @param timeout the time for the connection, and for each piece of the answer; the whole may take 5 times as long
 * @param tls returns the TLS of the cluster, or null if it has none
 * @param nanoTime a monotonic clock
 */
record ClusterConfiguration(Duration timeout, Supplier<@Nullable Tls> tls, LongSupplier nanoTime) {

    private static final int PIECES = 5;

    private static final byte[] QUESTION = "config get cluster\r\n".getBytes(ISO_8859_1);
    private static final Pattern HEAD = Pattern.compile("CONFIG cluster \\d{1,10} (\\d{1,6})");
    private static final int LONGEST_LINE = 100;
    private static final int LONGEST_ANSWER = 100_000;

    /**
     * Returns the members of a cluster.
     *
     * @param endpoint its configuration endpoint
     * @throws IOException if the endpoint cannot be reached, or does not say what the members are
     */
    List<NodeAddress> nodes(NodeAddress endpoint) throws IOException {
        try (Socket socket = connected(endpoint)) {
            socket.getOutputStream().write(QUESTION);
            socket.getOutputStream().flush();
            return members(answer(socket.getInputStream()));
        } catch (IOException ex) {
            throw new IOException(
                    "the configuration endpoint " + endpoint + " does not name its nodes: " + ex.getMessage(), ex);
        }
    }

    private Socket connected(NodeAddress endpoint) throws IOException {
        int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
        Socket plain = new PunctualSocket(timeout, timeout.multipliedBy(PIECES), nanoTime);
        try {
            plain.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
            Tls used = tls.get();
            return used == null ? plain : secured(used, plain, endpoint);
        } catch (IOException | RuntimeException ex) {
            plain.close();
            throw ex;
        }
    }

    private static Socket secured(Tls tls, Socket plain, NodeAddress endpoint) throws IOException {
        SSLSocket socket = (SSLSocket)
                tls.context().getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        tls.applyTo(parameters);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String answer(InputStream input) throws IOException {
        String line = line(input);
        if (line.startsWith("ERROR")) {
            throw new IOException("it is a memcached that does not know the command 'config get cluster'");
        }
        Matcher head = HEAD.matcher(line);
        if (!head.matches() || Integer.parseInt(head.group(1)) > LONGEST_ANSWER) {
            throw new IOException("its answer is not that of a configuration endpoint");
        }
        byte[] text = new byte[Integer.parseInt(head.group(1))];
        new DataInputStream(input).readFully(text);
        return new String(text, ISO_8859_1);
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("it has ended the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("its answer is not that of a configuration endpoint");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Parses the version of the configuration, and in the next line its members as {@code host|address|port}. */
    private static List<NodeAddress> members(String answer) throws IOException {
        String[] lines = answer.split("\r?\n", -1);
        List<NodeAddress> members = new ArrayList<>();
        for (String member : lines.length < 2 ? new String[0] : lines[1].strip().split(" +")) {
            String[] parts = member.split("\\|", -1);
            try {
                if (parts.length != 3) {
                    throw new IllegalArgumentException("a member has not three parts");
                }
                members.add(new NodeAddress(parts[0].isEmpty() ? parts[1] : parts[0], Integer.parseInt(parts[2])));
            } catch (IllegalArgumentException ex) {
                throw new IOException("a member of the cluster is not written as host|address|port", ex);
            }
        }
        if (members.isEmpty()) {
            throw new IOException("the cluster has no members");
        }
        return members;
    }
}
