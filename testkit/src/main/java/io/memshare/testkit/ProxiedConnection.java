package io.memshare.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One client's connection through the proxy: two sockets and a thread for each direction. Thread-safe. */
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
            broken = true; // it reaches nothing, and must not when the wire heals either
            threads.add(FaultProxy.daemon("requests", this::swallow));
        } else {
            threads.add(FaultProxy.daemon("requests", this::connectAndSend));
        }
    }

    /** Tells whether one side misses something that the other side did. */
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
            return; // reset by heal, or by the client: either way it is over
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
        threads.add(FaultProxy.daemon("replies", () -> pump(server, client, false)));
        pump(client, server, true);
    }

    private void pump(Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[65_536];
        boolean orderly = false;
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                forward(Arrays.copyOf(buffer, length), to, requests);
            }
            orderly = true;
        } catch (IOException ex) {
            // an end like any other: the other side hears of it below, unless the wire is cut
        } catch (InterruptedException ex) {
            return; // reset while bytes were held
        }
        if (loses(requests)) {
            broken = true;
        } else if (orderly) {
            close();
        } else {
            reset();
        }
    }

    private void forward(byte[] bytes, Socket to, boolean requests) throws IOException, InterruptedException {
        if (!requests) {
            TimeUnit.NANOSECONDS.sleep(proxy.behaviour().hold().toNanos());
        }
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
