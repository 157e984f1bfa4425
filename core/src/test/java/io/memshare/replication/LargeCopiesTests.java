package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Checksum;
import io.memshare.node.FakeItems;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A rebuild of large records, which a slow node takes one after the other. */
class LargeCopiesTests {

    private static final int RECORDS = 8;
    private static final String WORD = "x".repeat(900_000);

    private final AtomicLong nanos = new AtomicLong();
    private final FakeItems targetItems = new FakeItems(() -> 0);
    private final FakeItems sourceItems = new FakeItems(() -> 0);
    private final Queue<Runnable> puts = new ArrayDeque<>();
    private final FakeNode source = FakeNode.holding("a", sourceItems);
    private final FakeNode target = new FakeNode("b", request -> {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        if (request instanceof Request.Put) {
            puts.add(() -> reply.complete(targetItems.answer(request)));
        } else {
            reply.complete(targetItems.answer(request));
        }
        return reply;
    });
    private final ReplicatedStore<Set<String>> store = new ReplicatedStore<>(
            WordSet.TYPE,
            new Membership(new Placement(List.of(source, target), 2)),
            new AllComplete(),
            new Hints(),
            new WriteLimits(Duration.ofSeconds(5), nanos::get),
            ReplicationListener.NONE);

    @Test
    void copiesWaitForEachOtherAndNoneIsRefused() {
        List<CompletableFuture<Restored>> results = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Key key = Key.of("k" + i);
            byte[] bytes = WordSet.TYPE.encode(key, Set.of(WORD));
            sourceItems.answer(new Request.Set(key, bytes, Checksum.of(bytes), WordSet.LIFE));
            results.add(store.restore(key, target, List.of(source)));
        }
        for (int i = 0; i < RECORDS; i++) {
            assertThat(puts).hasSize(1);
            nanos.addAndGet(Admission.LONGEST_WAIT.toNanos() / 2);
            puts.remove().run();
        }
        assertThat(results).allSatisfy(result -> assertThat(result).isCompletedWithValue(Restored.COPIED));
    }

    /** The first copy is on its way; what a visitor saves comes next. */
    @Test
    void aRequestIsAheadOfTheCopiesThatWait() {
        for (int i = 0; i < RECORDS; i++) {
            Key key = Key.of("k" + i);
            byte[] bytes = WordSet.TYPE.encode(key, Set.of(WORD));
            sourceItems.answer(new Request.Set(key, bytes, Checksum.of(bytes), WordSet.LIFE));
            assertThat(store.restore(key, target, List.of(source))).isNotDone();
        }
        Key visitor = Key.of("visitor");
        WordSet large = WordSet.TYPE;
        byte[] bytes = large.encode(visitor, Set.of(WORD));
        sourceItems.answer(new Request.Set(visitor, bytes, Checksum.of(bytes), WordSet.LIFE));
        targetItems.answer(new Request.Set(visitor, bytes, Checksum.of(bytes), WordSet.LIFE));
        ReadResult<Set<String>> read = store.readForCopy(visitor).join();
        CompletableFuture<WriteResult<Set<String>>> saved =
                store.write(visitor, Set.of(WORD, "y"), read.replicas(), WordSet.LIFE);
        for (int i = 0; i < 2; i++) {
            nanos.addAndGet(Admission.LONGEST_WAIT.toNanos() / 4);
            puts.remove().run();
        }
        assertThat(saved).isCompleted();
    }
}
