package io.memshare.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A client's connection through the proxy: two sockets, a thread per direction, and a thread for delayed replies.
 * Thread-safe.
 */
final class ProxiedConnection {

    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server = new Socket();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    ProxiedConnection(FaultProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    void start() {
        if (proxy.behaviour().isCut()) {
            broken = true; // it reaches no server now, nor after the wire heals
            threads.add(FaultProxy.daemon("requests", this::swallow));
        } else {
            threads.add(FaultProxy.daemon("requests", this::connectAndSend));
        }
    }

    /** Returns whether either side has missed an action of the other side. */
    boolean isBroken() {
        return broken;
    }

    /** Closes both sockets with RST. */
    void reset() {
        FaultProxy.closeQuietly(() -> client.setSoLinger(true, 0));
        FaultProxy.closeQuietly(() -> server.setSoLinger(true, 0));
        close();
    }

    private void close() {
        FaultProxy.closeQuietly(client);
        FaultProxy.closeQuietly(server);
        threads.forEach(Thread::interrupt);
        proxy.ended(this);
    }

    private void swallow() {
        try {
            while (client.getInputStream().read(new byte[4096]) >= 0) {
                broken = true;
            }
        } catch (IOException ex) {
            return; // reset by heal() or by the client: over in either case
        }
    }

    private void connectAndSend() {
        try {
            server.connect(proxy.target(), CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException ex) {
            reset();
            return;
        }
        DelayLine line = new DelayLine();
        threads.add(FaultProxy.daemon("delayed replies", line::run));
        threads.add(FaultProxy.daemon("replies", () -> takeReplies(line)));
        boolean orderly = pump(client, bytes -> pass(bytes, server, true));
        end(true, orderly);
    }

    private void takeReplies(DelayLine line) {
        boolean orderly = pump(
                server,
                bytes -> line.put(
                        () -> pass(bytes, client, false),
                        proxy.behaviour().hold().toNanos()));
        line.end(() -> end(false, orderly));
    }

    private interface Taker {

        void take(byte[] bytes) throws IOException;
    }

    /** Forwards bytes from a socket until it ends; returns whether it ended in an orderly way. */
    private static boolean pump(Socket from, Taker to) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                to.take(Arrays.copyOf(buffer, length));
            }
            return true;
        } catch (IOException ex) {
            return false; // an end like any other: reported to the other side, unless the wire is cut
        }
    }

    private void end(boolean requests, boolean orderly) {
        if (loses(requests)) {
            broken = true;
        } else if (orderly) {
            close();
        } else {
            reset();
        }
    }

    private void pass(byte[] bytes, Socket to, boolean requests) throws IOException {
        if (loses(requests)) {
            broken = true;
        } else {
            to.getOutputStream().write(bytes);
        }
    }

    private boolean loses(boolean requests) {
        Behaviour behaviour = proxy.behaviour();
        return requests ? behaviour.losesRequests() : behaviour.losesReplies();
    }
}
