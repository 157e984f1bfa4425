package io.memshare.node;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to connect to a node: it dials, runs the rejoin step, and evaluates the time of the first reply. It
 * forwards the events of the connection, from its first byte to its end. {@link #connect} is confined to a single
 * thread; events may arrive on any thread.
 */
final class ConnectionAttempt implements Connection.Listener {

    private final Replica node;
    private final Dialer dialer;
    private final RejoinStep rejoin;
    private final NodeRuntime runtime;
    private final NodeTimeouts timeouts;
    private final BiConsumer<Link, String> onEnd;
    private volatile @Nullable Link link;
    private volatile boolean closed;

    /**
     * Creates an attempt.
     *
     * @param onEnd receives the link and the reason when the server has ended the connection
     */
    ConnectionAttempt(
            Replica node,
            Dialer dialer,
            RejoinStep rejoin,
            NodeRuntime runtime,
            NodeTimeouts timeouts,
            BiConsumer<Link, String> onEnd) {
        this.node = node;
        this.dialer = dialer;
        this.rejoin = rejoin;
        this.runtime = runtime;
        this.timeouts = timeouts;
        this.onEnd = onEnd;
    }

    /**
     * Connects. Blocks at most for the timeouts of the connection and the rejoin step.
     *
     * @return a link that is ready for requests; it may have ended already
     * @throws IOException if the node cannot be used now; its message is human-readable
     */
    Link connect() throws IOException {
        Connection connection = dialer.dial(node.address(), timeouts.connect(), this);
        Link used = new Link(connection, runtime.clock(), timeouts::reply, runtime.nanoTime());
        boolean usable = false;
        try {
            use(used);
            FirstReply first = new FirstReply(used, runtime.clock()::nanos);
            if (!rejoined(first)) {
                throw new IOException("the node did not answer while it was taken back");
            }
            if (!timeouts.accept(first.tookNanos())) {
                throw new IOException(
                        "its answers take longer than " + timeouts.request().toMillis() + " ms");
            }
            usable = true;
            return used;
        } finally {
            if (!usable) {
                used.close();
            }
        }
    }

    private boolean rejoined(Channel channel) {
        try {
            rejoin.run(node, channel).toCompletableFuture().get(timeouts.rejoinNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException ex) {
            return false;
        }
    }

    private void use(Link used) {
        link = used;
        if (closed) {
            used.close();
        }
    }

    @Override
    public void received() {
        Link used = link;
        if (used != null) {
            used.received();
        }
    }

    @Override
    public void closed(String reason) {
        closed = true;
        Link used = link;
        if (used != null) {
            try {
                used.close();
            } finally {
                onEnd.accept(used, reason);
            }
        }
    }
}
