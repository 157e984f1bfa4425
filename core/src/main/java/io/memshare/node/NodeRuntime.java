package io.memshare.node;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads and the clock that all nodes share: a single timer, and threads that establish connections (which may
 * block) and end when they have no work. Safe for use by several threads.
 */
public final class NodeRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);
    private static final long LONGEST_TICK_MILLIS = 25;

    private final LongSupplier nanoTime;
    private final Duration tick;
    private final PauseAwareClock clock;
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService dialers;

    /**
     * Starts the timer.
     *
     * @param timeout the timeout of requests; the timer ticks ten times within it, and at least 40 times a second
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     */
    public NodeRuntime(Duration timeout, LongSupplier nanoTime) {
        long tickMillis = Math.max(1, Math.min(LONGEST_TICK_MILLIS, timeout.toMillis() / 10));
        this.nanoTime = nanoTime;
        this.clock = new PauseAwareClock(TimeUnit.MILLISECONDS.toNanos(tickMillis), nanoTime.getAsLong());
        this.timer = new ScheduledThreadPoolExecutor(1, daemons("memshare-timer"));
        this.timer.setRemoveOnCancelPolicy(true);
        this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.dialers = Executors.newCachedThreadPool(daemons("memshare-dial"));
        this.tick = Duration.ofMillis(tickMillis);
        every(tick, () -> clock.advance(nanoTime.getAsLong()));
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A task of the timer. Safe for use by several threads. */
    public interface Task {

        /** Stops further runs of the task; a run that is under way completes. */
        void cancel();
    }

    /**
     * Runs a task repeatedly on the timer until it is cancelled or the runtime is closed.
     *
     * @param pause the time between the end of a run and the start of the next
     * @param task a short task that does not block
     * @return cancels the task
     */
    public Task every(Duration pause, Runnable task) {
        ScheduledFuture<?> scheduled = timer.scheduleWithFixedDelay(
                () -> guarded(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /**
     * Runs a task once on the timer, unless it is cancelled or the runtime is closed first.
     *
     * @param delay the time until the run
     * @param task a short task that does not block
     * @return cancels the task
     */
    public Task after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> scheduled = timer.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException ex) {
            // The runtime is closed: the task is no longer needed.
            return () -> {};
        }
    }

    /**
     * Runs a task repeatedly on a background thread until the runtime is closed.
     *
     * @param pause the time between the starts of runs; a run that takes longer skips others
     * @param task a task that may block
     * @return cancels the task
     */
    public Task everyInBackground(Duration pause, Runnable task) {
        return every(pause, new OneAtATime(dialers, () -> guarded(task))::start);
    }

    /**
     * Runs a task after which something must go on, and logs what it throws. The timer never again runs a task that has
     * thrown, not even after an {@link OutOfMemoryError}; hence everything is caught.
     */
    static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error ex) {
            LOG.error("a background task failed", ex);
        }
    }

    ExecutorService dialers() {
        return dialers;
    }

    PauseAwareClock clock() {
        return clock;
    }

    Duration tick() {
        return tick;
    }

    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        dialers.shutdownNow();
    }
}
