package io.memshare.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for the servers of a test. Thread-safe.
 *
 * <p>The ports are below the range from which operating systems assign local ports to outgoing connections. If a server
 * is killed, its port is therefore still free when it is started again: no other connection has used it in the
 * meantime, and a client that dials it in vain cannot be connected to itself. The class returns each port only once per
 * JVM, and no port that another JVM of the same user has got, so that no other server takes the port of one that is
 * down: tests of several modules, and of several builds, run at the same time.
 */
public final class LoopbackPorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** Open until the JVM ends, with a locked byte for each port: the operating system frees them with the JVM. */
    private static final FileChannel LOCKS = open();

    private LoopbackPorts() {}

    /**
     * Returns a port of 127.0.0.1 that had no listener a moment ago, and that is not returned again.
     *
     * @throws IllegalStateException if none was found
     */
    public static int free() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (take(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port found between " + FIRST + " and " + END);
    }

    /** Takes a port until this JVM ends; returns false if it has a listener, or was taken. */
    static boolean take(int port) {
        return isFree(port) && GIVEN.add(port) && lock(port);
    }

    private static FileChannel open() {
        Path file =
                Path.of(System.getProperty("java.io.tmpdir"), "memshare-test-ports-" + System.getProperty("user.name"));
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static boolean lock(int port) {
        try {
            return LOCKS.tryLock(port, 1, false) != null;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException ex) {
            throw new IllegalStateException(ex);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException ex) {
            return false;
        }
    }
}
