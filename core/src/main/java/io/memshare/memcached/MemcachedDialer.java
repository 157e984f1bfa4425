package io.memshare.memcached;

import io.memshare.node.Connection;
import io.memshare.node.Dialer;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Dials one memcached server, with a reactor thread of its own: what a sick server does to its reactor concerns no other.
 * Dialling is for one thread at a time, closing for any.
 */
public final class MemcachedDialer implements Dialer {

    private final Reactor reactor;
    private final MetaRequestEncoder encoder;

    private MemcachedDialer(Reactor reactor, InstantSource clock) {
        this.reactor = reactor;
        this.encoder = new MetaRequestEncoder(clock);
    }

    /**
     * Starts a dialer.
     *
     * @param clock the time of day, for expiries above 30 days
     * @throws IOException if the operating system gives no selector
     */
    public static MemcachedDialer start(InstantSource clock) throws IOException {
        return new MemcachedDialer(Reactor.started(), clock);
    }

    @Override
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
        SocketChannel channel = ServerSockets.connect(address, timeout);
        AutoCloseable opened = channel;
        try {
            MemcachedConnection connection = new MemcachedConnection(reactor, channel, encoder, listener);
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

    @Override
    public void close() {
        reactor.stopped();
    }
}
