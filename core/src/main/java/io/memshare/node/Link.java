package io.memshare.node;

import io.memshare.node.Reply.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection in use, with deadlines and the resulting verdict on its node. A node that was silent for a whole timeout
 * while a request was pending is given up at once. A node that answers late is given up after a few sweeps that saw
 * late requests, with no timely reply in between.
 *
 * <p>{@link #sweep} is confined to a single thread; any thread may call the other methods.
 */
final class Link implements Channel {

    private static final int MOST_IN_FLIGHT = 16_384;
    /** The rest is for operations that have been started, which a refusal would break off halfway. */
    private static final int MOST_AT_START = MOST_IN_FLIGHT * 3 / 4;

    private static final int STRIKES = 3;
    private static final Reply LOST = new Reply.Unavailable(Reason.CONNECTION_LOST);
    private static final CompletableFuture<Reply> CLOSED = CompletableFuture.completedFuture(LOST);
    private static final CompletableFuture<Reply> OVERLOADED =
            CompletableFuture.completedFuture(new Reply.Unavailable(Reason.OVERLOADED));

    private final Connection connection;
    private final PauseAwareClock clock;
    private final Supplier<ReplyTimeout> timeout;
    private final Deadlines deadlines = new Deadlines();
    private final long sinceNanos;
    private volatile boolean closed;
    private volatile int heard;
    private volatile long heardNanos;
    private int strikes;

    /**
     * Creates a link.
     *
     * @param connection the connection
     * @param clock the clock for deadlines
     * @param timeout returns the current reply timeout of the node
     * @param nowNanos the current time
     */
    Link(Connection connection, PauseAwareClock clock, Supplier<ReplyTimeout> timeout, long nowNanos) {
        this.connection = connection;
        this.clock = clock;
        this.timeout = timeout;
        this.sinceNanos = nowNanos;
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        if (closed) {
            return CLOSED;
        }
        if (!hasRoom(MOST_IN_FLIGHT)) {
            return OVERLOADED;
        }
        int heardBefore = heard;
        CompletableFuture<Reply> reply = connection.send(request);
        deadlines.add(reply, clock.nanos(), timeout.get(), heardBefore);
        if (closed) {
            deadlines.fail(LOST);
        }
        return reply;
    }

    /** Returns whether another operation may be started. */
    boolean hasRoom() {
        return hasRoom(MOST_AT_START);
    }

    private boolean hasRoom(int most) {
        if (deadlines.size() < most) {
            return true;
        }
        deadlines.dropAnswered();
        return deadlines.size() < most;
    }

    int largestValue() {
        return connection.largestValue();
    }

    boolean isClosed() {
        return closed;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    void received() {
        int count = heard; // only the thread of the connection counts
        heardNanos = clock.nanos();
        heard = count + 1;
    }

    /**
     * Answers requests that are due.
     *
     * @return the reason to give up the node, or null
     */
    @Nullable String sweep() {
        ReplyTimeout now = timeout.get();
        Deadlines.Heard sofar = new Deadlines.Heard(heard, heardNanos);
        switch (deadlines.sweep(clock.nanos(), now, sofar)) {
            case QUIET -> {}
            case IN_TIME -> strikes = 0;
            case LATE -> strikes++;
            case SILENT -> {
                return "no answer within " + now.silenceNanos() / 1_000_000 + " ms";
            }
        }
        return strikes < STRIKES ? null : "answers take longer than " + now.totalNanos() / 1_000_000 + " ms";
    }

    void close() {
        closed = true;
        try {
            connection.close();
        } finally {
            deadlines.fail(LOST);
        }
    }
}
