package io.memshare.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on 127.0.0.1 in front of a server that can be made to lose, hold or refuse traffic. Thread-safe. A change
 * of behaviour applies to existing and new connections, from the next bytes on.
 *
 * <p>When a real network recovers, it retransmits lost bytes or gives the connection up. This proxy gives it up:
 * {@link #heal()} resets (RST) each connection that lost bytes, or was opened or closed on a single side in the
 * meantime. To test requests that a server carries out late, use {@link MemcachedServer#freeze()}.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int START_TRIES = 5;

    private final InetSocketAddress target;
    private final int port;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private volatile Behaviour behaviour = Behaviour.PASS;
    private Listener listener;
    private boolean closed;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
        ServerSocket socket = first();
        this.port = socket.getLocalPort();
        this.listener = listener(socket);
    }

    /** Listens on any free port; another process may take a port that was free a moment ago. */
    private static ServerSocket first() {
        for (int attempt = 1; ; attempt++) {
            try {
                return bound(LoopbackPorts.free());
            } catch (IOException ex) {
                if (attempt == START_TRIES) {
                    throw new UncheckedIOException(ex);
                }
            }
        }
    }

    /** Starts a proxy on a free port in front of the server. */
    public static FaultProxy inFrontOf(MemcachedServer server) {
        return inFrontOf("127.0.0.1", server.port());
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param host the host of the server, a loopback address or its name
     * @param port the port of the server; it need not listen yet
     */
    public static FaultProxy inFrontOf(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    /** Returns the port that the proxy listens on; it never changes. */
    public int port() {
        return port;
    }

    /** Returns {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns the number of currently open client connections, as far as the proxy can see. */
    public int connections() {
        return connections.size();
    }

    /** Returns the number of connections accepted since the start. */
    public long accepted() {
        return accepted.get();
    }

    /** Forwards everything from now on, including on connections that have lost bytes. */
    public void pass() {
        become(Behaviour.PASS);
    }

    /**
     * Cuts the wire: neither bytes nor the end of a connection reach the other side. Existing connections appear open;
     * the operating system accepts new connections, which hang.
     */
    public void cut() {
        become(Behaviour.CUT);
    }

    /** Forwards requests and loses every answer. */
    public void loseReplies() {
        become(Behaviour.LOSE_REPLIES);
    }

    /** Loses every request; none reaches the server. */
    public void loseRequests() {
        become(Behaviour.LOSE_REQUESTS);
    }

    /**
     * Delays every answer, as a long distance does.
     *
     * @param time the delay, not negative
     */
    public void delay(Duration time) {
        become(Behaviour.delayed(time));
    }

    /** Resets every connection (RST) and refuses new connections, like a host without a listener on the port. */
    public void reset() {
        Thread ending;
        synchronized (this) {
            behaviour = Behaviour.CUT;
            closeQuietly(listener.socket());
            connections.forEach(ProxiedConnection::reset);
            ending = listener.acceptor();
        }
        // Until that thread has left accept(), the operating system continues to accept; the thread may need this
        // monitor to leave.
        Processes.await("the port to close", () -> !ending.isAlive());
    }

    /** Forwards everything from now on, and resets (RST) the connections that have lost bytes or were cut off. */
    public void heal() {
        connections.stream().filter(ProxiedConnection::isBroken).forEach(ProxiedConnection::reset);
        become(Behaviour.PASS);
        connections.stream().filter(ProxiedConnection::isBroken).forEach(ProxiedConnection::reset);
    }

    /** Closes the port and every connection. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        reset();
    }

    Behaviour behaviour() {
        return behaviour;
    }

    InetSocketAddress target() {
        return target;
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ex) {
            // already closed
        }
    }

    private synchronized void become(Behaviour next) {
        if (closed) {
            throw new IllegalStateException("the proxy is closed");
        }
        behaviour = next;
        if (listener.socket().isClosed()) {
            listener = listen();
        }
    }

    private Listener listen() {
        try {
            return listener(bound(port));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Listener listener(ServerSocket socket) {
        return new Listener(socket, daemon("accept", () -> accept(socket)));
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LoopbackPorts.loopback(), port));
            return socket;
        } catch (IOException ex) {
            socket.close();
            throw ex;
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                open(socket, socket.accept());
            } catch (IOException ex) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(ex);
                }
            }
        }
    }

    private synchronized void open(ServerSocket socket, Socket client) {
        ProxiedConnection connection = new ProxiedConnection(this, client);
        if (socket.isClosed()) {
            connection.reset();
            return;
        }
        accepted.incrementAndGet();
        connections.add(connection);
        connection.start();
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private record Listener(ServerSocket socket, Thread acceptor) {}
}
