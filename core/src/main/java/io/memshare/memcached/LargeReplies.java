package io.memshare.memcached;

import io.memshare.node.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers requests whose replies are large values on a thread of its own, because whoever waits for such a reply then
 * opens, decodes and merges it, which would hold up the replies of all others on the thread that serves the network.
 * Safe for use by several threads.
 */
final class LargeReplies implements AutoCloseable {

    /** Smaller values take less time than it takes to wake another thread. */
    static final int LARGE_BYTES = 32 * 1024;

    private final ThreadPoolExecutor thread;

    /** Starts the thread, so that it need not be created when memory is short. */
    LargeReplies() {
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread created = new Thread(task, "memshare-large");
            created.setDaemon(true);
            return created;
        });
        thread.setRejectedExecutionHandler((task, executor) -> task.run());
        thread.prestartCoreThread();
    }

    /** Answers a request: at once, or in order of arrival if the reply is a large value. */
    void answer(CompletableFuture<Reply> request, Reply reply) {
        if (reply instanceof Reply.Hit hit && hit.value() != null && hit.value().length >= LARGE_BYTES) {
            thread.execute(() -> request.complete(reply));
        } else {
            request.complete(reply);
        }
    }

    /** Lets the thread end when all replies that have arrived are answered; later ones are answered at once. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
