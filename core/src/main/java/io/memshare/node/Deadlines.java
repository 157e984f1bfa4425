package io.memshare.node;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests under way on a connection, in the order in which they were sent. The head of the queue tells whether
 * any is due: no timer per request. Those that are sent while the node is waited for longer may hold up the judgement
 * on later ones for that time at most.
 *
 * <p>Any thread adds requests; a single thread sweeps.
 */
final class Deadlines {

    private static final Reply TIMEOUT = new Reply.Unavailable(Reply.Reason.TIMEOUT);

    private final Queue<Sent> inFlight = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Sent(CompletableFuture<Reply> reply, long atNanos, ReplyTimeout timeout, int heard) {}

    /**
     * The bytes received from the node so far.
     *
     * @param count how often; the clock is too coarse to order events within a tick
     * @param lastNanos when the last time was
     */
    record Heard(int count, long lastNanos) {}

    /** The result of a sweep, from good to bad; the worst request counts. */
    enum Verdict {
        /** No request was due. */
        QUIET,
        /** Requests were answered, and none was late. */
        IN_TIME,
        /** A request was late, but the node had answered something since it was sent. */
        LATE,
        /** A request was late, and nothing was heard of the node since it was sent. */
        SILENT
    }

    int size() {
        return size.get();
    }

    /**
     * Adds a request.
     *
     * @param reply its reply to come
     * @param nowNanos the time at which it was sent
     * @param timeout how long it may be under way
     * @param heard how often the node had been heard of before it was sent
     */
    void add(CompletableFuture<Reply> reply, long nowNanos, ReplyTimeout timeout, int heard) {
        size.incrementAndGet();
        inFlight.add(new Sent(reply, nowNanos, timeout, heard));
    }

    /**
     * Answers the requests that are due with {@link Reply.Reason#TIMEOUT}.
     *
     * @param nowNanos the time now
     * @param timeout how long a request may be under way, if that is longer than when it was sent
     * @param heard the bytes received from the node so far
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

    /** Forgets requests that have their answers, which otherwise waits for the next sweep. */
    void dropAnswered() {
        for (Sent sent : inFlight) {
            if (sent.reply().isDone()) {
                remove(sent);
            }
        }
    }

    /**
     * Removes a request, unless another thread has done so: never poll(), which could remove another request
     * unanswered.
     */
    private boolean remove(Sent sent) {
        boolean removed = inFlight.remove(sent);
        if (removed) {
            size.decrementAndGet();
        }
        return removed;
    }

    /** Answers everything that is under way. */
    void fail(Reply answer) {
        for (Sent head = inFlight.poll(); head != null; head = inFlight.poll()) {
            size.decrementAndGet();
            head.reply().complete(answer);
        }
    }
}
