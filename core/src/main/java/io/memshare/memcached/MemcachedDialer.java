package io.memshare.memcached;

import io.memshare.node.Connection;
import io.memshare.node.Dialer;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Dials memcached servers. Their connections share few reactor threads, so that the replies to one request, which come from
 * several servers at about the same time, are read by one thread that is awake already. Nothing blocks on such a thread, so
 * what a sick server does concerns no other. Safe for use by several threads.
 */
public final class MemcachedDialer implements Dialer {

    /** What one reactor serves: replies are small, and the threads that wait for them need the other processors. */
    private static final int PROCESSORS_PER_REACTOR = 4;

    private final List<Reactor> reactors;
    private final MetaRequestEncoder encoder;
    private int dials;
    private boolean closed;

    MemcachedDialer(List<Reactor> reactors, InstantSource clock) {
        this.reactors = new ArrayList<>(reactors);
        this.encoder = new MetaRequestEncoder(clock);
    }

    /**
     * Starts a dialer.
     *
     * @param clock the time of day, for expiries above 30 days
     * @throws IOException if the operating system gives no selector
     */
    public static MemcachedDialer start(InstantSource clock) throws IOException {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / PROCESSORS_PER_REACTOR);
        List<Reactor> reactors = new ArrayList<>(threads);
        try {
            for (int i = 0; i < threads; i++) {
                reactors.add(Reactor.started());
            }
        } catch (IOException ex) {
            reactors.forEach(Reactor::stopped);
            throw ex;
        }
        return new MemcachedDialer(reactors, clock);
    }

    @Override
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
        SocketChannel channel = ServerSockets.connect(address, timeout);
        AutoCloseable opened = channel;
        try {
            MemcachedConnection connection = new MemcachedConnection(next(), channel, encoder, listener);
            // From here on the reactor knows the connection, and forgets it only when the connection itself is closed.
            opened = connection;
            connection.handshake().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return connection;
        } catch (TimeoutException ex) {
            throw ServerSockets.abandoned(opened, "connected, but no answer within " + timeout.toMillis() + " ms", ex);
        } catch (ExecutionException ex) {
            throw ServerSockets.abandoned(
                    opened,
                    String.valueOf(ex.getCause() == null ? ex : ex.getCause().getMessage()),
                    ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw ServerSockets.abandoned(opened, "interrupted", ex);
        } catch (IOException ex) {
            throw ServerSockets.abandoned(opened, String.valueOf(ex.getMessage()), ex);
        }
    }

    /** Returns a reactor that is alive: nothing else would notice that one has ended, and no node be reached any more. */
    private synchronized Reactor next() throws IOException {
        int index = Math.floorMod(dials++, reactors.size());
        if (!closed && !reactors.get(index).isAlive()) {
            reactors.set(index, Reactor.started());
        }
        return reactors.get(index);
    }

    @Override
    public synchronized void close() {
        closed = true;
        reactors.forEach(Reactor::stopped);
    }
}
