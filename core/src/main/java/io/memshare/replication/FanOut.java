package io.memshare.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Waits for several answers at once without blocking a thread. */
final class FanOut {

    private FanOut() {}

    /**
     * Gathers answers.
     *
     * @param futures the future answers, none of which may fail
     * @return all answers in the same order, complete with the last answer
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The gathered future reports the failure.
    static <T> CompletableFuture<List<T>> gather(List<CompletableFuture<T>> futures) {
        CompletableFuture<List<T>> all = new CompletableFuture<>();
        if (futures.isEmpty()) {
            all.complete(List.of());
        }
        AtomicInteger open = new AtomicInteger(futures.size());
        BiConsumer<T, Throwable> counted = (answer, failure) -> {
            if (failure != null) {
                all.completeExceptionally(failure);
            } else if (open.decrementAndGet() == 0) {
                List<T> answers = new ArrayList<>(futures.size());
                for (CompletableFuture<T> future : futures) {
                    answers.add(future.join());
                }
                all.complete(answers);
            }
        };
        for (CompletableFuture<T> future : futures) {
            future.whenComplete(counted);
        }
        return all;
    }
}
