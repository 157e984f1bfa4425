package io.memshare.node;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pending requests of a connection, in the order in which they were sent. The head of the queue shows whether any
 * request is due, so that no timer per request is needed. Requests that were sent while the node had a longer timeout
 * may delay the verdict on later requests by at most that time.
 *
 * <p>Any thread adds requests; a single thread sweeps.
 */
final class Deadlines {

    private static final Reply TIMEOUT = new Reply.Unavailable(Reply.Reason.TIMEOUT);

    private final Queue<Sent> inFlight = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Sent(CompletableFuture<Reply> reply, long atNanos, ReplyTimeout timeout, int heard) {}

    /**
     * The reception of bytes from the node so far.
     *
     * @param count the number of receptions; the clock is too coarse to order events within a tick
     * @param lastNanos the time of the last reception
     */
    record Heard(int count, long lastNanos) {}

    /** The result of a sweep, from best to worst; the worst request determines it. */
    enum Verdict {
        /** No request was due. */
        QUIET,
        /** Requests were answered, and none was late. */
        IN_TIME,
        /** A request was late, but bytes from the node have arrived since it was sent. */
        LATE,
        /** A request was late, and no bytes from the node have arrived since it was sent. */
        SILENT
    }

    int size() {
        return size.get();
    }

    /**
     * Adds a request.
     *
     * @param reply its future reply
     * @param nowNanos the time at which it was sent
     * @param timeout the time limit of the request
     * @param heard the count of {@link Heard} before it was sent
     */
    void add(CompletableFuture<Reply> reply, long nowNanos, ReplyTimeout timeout, int heard) {
        size.incrementAndGet();
        inFlight.add(new Sent(reply, nowNanos, timeout, heard));
    }

    /**
     * Answers the requests that are due with {@link Reply.Reason#TIMEOUT}.
     *
     * @param nowNanos the current time
     * @param timeout the current time limit, which applies to a request if it is longer than the limit when it was sent
     * @param heard the reception of bytes from the node so far
     */
    Verdict sweep(long nowNanos, ReplyTimeout timeout, Heard heard) {
        Verdict verdict = Verdict.QUIET;
        for (Sent head = inFlight.peek(); head != null; head = inFlight.peek()) {
            boolean done = head.reply().isDone();
            if (!done && !head.timeout().max(timeout).isOver(head.atNanos(), heard.lastNanos(), nowNanos)) {
                break;
            }
            if (!remove(head)) {
                continue;
            }
            Verdict one = Verdict.IN_TIME;
            if (!done && head.reply().complete(TIMEOUT)) {
                one = heard.count() == head.heard() ? Verdict.SILENT : Verdict.LATE;
            }
            verdict = one.compareTo(verdict) > 0 ? one : verdict;
        }
        return verdict;
    }

    /** Removes answered requests, which would otherwise stay until the next sweep. */
    void dropAnswered() {
        for (Sent sent : inFlight) {
            if (sent.reply().isDone()) {
                remove(sent);
            }
        }
    }

    /**
     * Removes a request, unless another thread has done so. Never use poll(), which could remove another, unanswered
     * request.
     */
    private boolean remove(Sent sent) {
        boolean removed = inFlight.remove(sent);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    /** Answers all pending requests. */
    void fail(Reply answer) {
        for (Sent head = inFlight.poll(); head != null; head = inFlight.poll()) {
            size.decrementAndGet();
            head.reply().complete(answer);
        }
    }
}
