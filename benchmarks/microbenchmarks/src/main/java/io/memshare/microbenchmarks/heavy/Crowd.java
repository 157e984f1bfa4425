package io.memshare.microbenchmarks.heavy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Some visitors, each with a thread of its own. */
final class Crowd {

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch begin = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    /** What a visitor does. */
    interface Visit {

        /**
         * Makes a request.
         *
         * @param visitor the number of the visitor
         * @param request how many requests this visitor has made before
         */
        void make(int visitor, long request) throws InterruptedException;
    }

    private Crowd(int size, Visit visit, boolean onceEach) {
        for (int i = 0; i < size; i++) {
            int visitor = i;
            threads.add(new Thread(() -> run(visitor, visit, onceEach), "visitor-" + i));
        }
        threads.forEach(Thread::start);
    }

    /** Starts visitors that make requests, one after the other, until {@link #end}. */
    static Crowd start(int size, Visit visit) {
        Crowd crowd = new Crowd(size, visit, false);
        crowd.begin.countDown();
        return crowd;
    }

    /** Prepares visitors that each make one request, all at the same time, as soon as {@link #go} is called. */
    static Crowd once(int size, Visit visit) {
        return new Crowd(size, visit, true);
    }

    /** Lets the visitors make their requests, and returns in nanoseconds how long all of them took. */
    long go() throws InterruptedException {
        long begun = System.nanoTime();
        begin.countDown();
        join();
        return System.nanoTime() - begun;
    }

    /** Waits for the requests under way, and ends the visitors. */
    void end() throws InterruptedException {
        over = true;
        join();
    }

    private void run(int visitor, Visit visit, boolean onceEach) {
        try {
            begin.await();
            for (long i = 0; !over && (i == 0 || !onceEach); i++) {
                visit.make(visitor, i);
            }
        } catch (InterruptedException | RuntimeException | Error ex) {
            failure.compareAndSet(null, ex);
        }
    }

    private void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("a visitor failed", first);
        }
    }
}
