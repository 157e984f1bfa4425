package io.memshare.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds ports for the servers of a test. Thread-safe.
 *
 * <p>The ports are below the range from which operating systems assign local ports to outgoing connections. If a server
 * is killed, its port is therefore still free when it is started again: no other connection has used it in the
 * meantime, and a client that dials it in vain cannot be connected to itself. The class returns each port only once per
 * JVM. A socket on 127.0.0.2 keeps other JVMs off the port while its server is down. If that address does not exist,
 * only this JVM is kept off.
 */
public final class LoopbackPorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private static final byte[] RESERVING = {127, 0, 0, 2};
    private static final boolean CAN_RESERVE = bound(RESERVING, 0) != null;
    private static final Map<Integer, Optional<ServerSocket>> GIVEN = new ConcurrentHashMap<>();

    private LoopbackPorts() {}

    /**
     * Returns a port of 127.0.0.1 that had no listener a moment ago, and that is not returned again.
     *
     * @throws IllegalStateException if none was found
     */
    public static int free() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && isReserved(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port found between " + FIRST + " and " + END);
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static boolean isReserved(int port) {
        ServerSocket reservation = CAN_RESERVE ? bound(RESERVING, port) : null;
        return (reservation != null || !CAN_RESERVE)
                && GIVEN.putIfAbsent(port, Optional.ofNullable(reservation)) == null;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = bound(new byte[] {127, 0, 0, 1}, port)) {
            return socket != null;
        } catch (IOException ex) {
            return false;
        }
    }

    private static @Nullable ServerSocket bound(byte[] address, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), port));
                return socket;
            } catch (IOException ex) {
                socket.close();
                return null;
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
