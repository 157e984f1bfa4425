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
 * Dials memcached servers. The connections share a few reactor threads. The replies to a request come from several
 * servers at about the same time, so a thread that is already awake can read them all. Nothing blocks on these threads,
 * so a sick server does not affect other servers. Safe for use by several threads.
 */
final class MemcachedDialer implements Dialer {

    private static final Logger LOG = LoggerFactory.getLogger(MemcachedDialer.class);

    /**
     * The number of processors per reactor: replies are small, and the threads that wait for them need the other
     * processors.
     */
    private static final int PROCESSORS_PER_REACTOR = 4;

    /** The maximum item size to accept, and the fraction of the heap that an item may occupy. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int SHARE_OF_HEAP = 16;

    private final List<Reactor> reactors;
    private final MetaRequestEncoder encoder;
    private final LargeReplies largeReplies = new LargeReplies();
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
     * @param transport connects to the servers
     * @throws IOException if the operating system provides no selector
     */
    static MemcachedDialer start(InstantSource clock, Transport transport) throws IOException {
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

    /** Returns the maximum item limit to accept, for a given heap size. */
    static int mostBytes(long heap) {
        return (int) Math.max(ServerSettingsDecoder.DEFAULT_ITEM_LIMIT, Math.min(MOST_BYTES, heap / SHARE_OF_HEAP));
    }

    @Override
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
        Deadline deadline = transport.deadline(timeout);
        Dialog dialog = transport.open(address, deadline);
        AutoCloseable opened = dialog;
        try {
            MemcachedConnection connection =
                    new MemcachedConnection(next(), dialog.release(), encoder, largeReplies, listener);
            // From here on the reactor knows the connection, and forgets it only when the connection itself is closed.
            opened = connection;
            ServerSettings settings = connection
                    .handshake(mostBytes(Runtime.getRuntime().maxMemory()))
                    // The same timeout again: over a slow link, each of the two parts takes at least a round trip.
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

    /**
     * A server without a password is used even if a password is configured, so that passwords can be introduced node by
     * node.
     */
    private void warnOfOpenDoor(NodeAddress address, ServerSettings settings) {
        if (settings.asksForPassword() || !transport.hasPassword(address)) {
            open.remove(address);
        } else if (open.add(address)) {
            LOG.warn(
                    "memcached node {} does not require the configured password and is open to every client that"
                            + " can connect to it; start memcached with an authentication file (-Y)",
                    address);
        }
    }

    /**
     * Returns a live reactor. If a dead reactor were not replaced here, no node could ever be reached through it again.
     */
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
        largeReplies.close();
    }
}
