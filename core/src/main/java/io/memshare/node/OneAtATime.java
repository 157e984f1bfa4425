package io.memshare.node;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a task on an executor, unless its last run is still in progress. Whatever fails, the next call runs it again.
 * Safe for use by several threads.
 */
public final class OneAtATime {

    private final Executor executor;
    private final Runnable task;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * Creates a runner.
     *
     * @param executor runs the task, or throws; a task that it refused must not run later
     * @param task the task
     */
    public OneAtATime(Executor executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    /**
     * Starts a run, unless one is in progress or the executor is shut down.
     *
     * @throws Error if no thread can be started
     */
    public void start() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException ex) {
            // Shut down: there are no more runs.
            busy.set(false);
        } catch (RuntimeException | Error ex) {
            busy.set(false);
            throw ex;
        }
    }

    private void run() {
        try {
            task.run();
        } finally {
            busy.set(false);
        }
    }
}
