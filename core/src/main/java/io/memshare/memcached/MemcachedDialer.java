package io.memshare.memcached;

import io.memshare.node.Connection;
import io.memshare.node.Dialer;
import io.memshare.node.MisconfiguredNodeException;
import io.memshare.node.NodeAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials memcached servers. Their connections share few reactor threads, so that the replies to one request, which come from
 * several servers at about the same time, are read by one thread that is awake already. Nothing blocks on such a thread, so
 * what a sick server does concerns no other. Safe for use by several threads.
 */
public final class MemcachedDialer implements Dialer {

    private static final Logger LOG = LoggerFactory.getLogger(MemcachedDialer.class);

    /** What one reactor serves: replies are small, and the threads that wait for them need the other processors. */
    private static final int PROCESSORS_PER_REACTOR = 4;

    /** The largest item that is ever believed in, and the share of the heap that one may take. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int SHARE_OF_HEAP = 16;

    private final List<Reactor> reactors;
    private final MetaRequestEncoder encoder;
    private final Transport transport;
    private final Set<NodeAddress> open = ConcurrentHashMap.newKeySet();
    private int dials;
    private boolean closed;

    MemcachedDialer(List<Reactor> reactors, InstantSource clock, Transport transport) {
        this.reactors = new ArrayList<>(reactors);
        this.encoder = new MetaRequestEncoder(clock);
        this.transport = transport;
    }

    /**
     * Starts a dialer.
     *
     * @param clock the time of day, for expiries above 30 days
     * @param transport the way to the servers
     * @throws IOException if the operating system gives no selector
     */
    public static MemcachedDialer start(InstantSource clock, Transport transport) throws IOException {
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
        return new MemcachedDialer(reactors, clock, transport);
    }

    /** Returns the item limit above which none is believed, for a heap of a size. */
    static int mostBytes(long heap) {
        return (int) Math.max(ServerSettingsDecoder.DEFAULT_ITEM_LIMIT, Math.min(MOST_BYTES, heap / SHARE_OF_HEAP));
    }

    @Override
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
        Deadline deadline = transport.deadline(timeout);
        Dialog dialog = transport.open(address, deadline);
        AutoCloseable opened = dialog;
        try {
            MemcachedConnection connection = new MemcachedConnection(next(), dialog.release(), encoder, listener);
            // From here on the reactor knows the connection, and forgets it only when the connection itself is closed.
            opened = connection;
            ServerSettings settings = connection
                    .handshake(mostBytes(Runtime.getRuntime().maxMemory()))
                    // As long again: over a slow link each of the two parts is a round trip or more.
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (!settings.comparesAndSets()) {
                throw new MisconfiguredNodeException(
                        "it has no compare and set, which is needed; start memcached without -C");
            }
            warnOfOpenDoor(address, settings);
            return connection;
        } catch (TimeoutException ex) {
            throw Transport.abandoned(opened, new IOException("connected, but no answer within " + deadline, ex));
        } catch (ExecutionException ex) {
            String message =
                    String.valueOf(ex.getCause() == null ? ex : ex.getCause().getMessage());
            throw Transport.abandoned(opened, new IOException(message, ex));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw Transport.abandoned(opened, new IOException("interrupted", ex));
        } catch (ProtocolException ex) {
            throw Transport.abandoned(opened, new IOException(ex.getMessage(), ex));
        } catch (IOException ex) {
            throw Transport.abandoned(opened, ex);
        }
    }

    /** A server without a password is used even if one is configured, so that nodes can be given theirs one by one. */
    private void warnOfOpenDoor(NodeAddress address, ServerSettings settings) {
        if (settings.asksForPassword() || !transport.hasPassword(address)) {
            open.remove(address);
        } else if (open.add(address)) {
            LOG.warn(
                    "memcached node {} does not ask for the configured password and is open to all who reach it;"
                            + " start memcached with an authentication file (-Y)",
                    address);
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
