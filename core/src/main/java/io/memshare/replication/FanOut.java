package io.memshare.replication;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for several answers at once without a thread. */
final class FanOut {

    private FanOut() {}

    /**
     * Gathers answers.
     *
     * @param futures the answers to come, none of which may fail
     * @return all answers in the same order, when the last one is there
     */
    static <T> CompletableFuture<List<T>> gather(List<CompletableFuture<T>> futures) {
        CompletableFuture<List<T>> all = new CompletableFuture<>();
        AtomicInteger open = new AtomicInteger(futures.size());
        if (futures.isEmpty()) {
            all.complete(List.of());
        }
        for (CompletableFuture<T> future : futures) {
            future.whenComplete((answer, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(failure);
                } else if (open.decrementAndGet() == 0) {
                    all.complete(futures.stream().map(CompletableFuture::join).toList());
                }
            });
        }
        return all;
    }
}
