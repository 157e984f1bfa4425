package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.placement.Membership;
import io.memshare.placement.Placement;
import io.memshare.replication.AllComplete;
import io.memshare.replication.Hints;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.ReplicationListener;
import io.memshare.replication.WriteLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CopyingTests {

    private final FakeNode source = new FakeNode("a", request -> new CompletableFuture<>());
    private final FakeNode target = new FakeNode("b", request -> new CompletableFuture<>());
    private final RecordStores stores = new RecordStores();
    private final Copying copying =
            new Copying(target, List.of(source), stores, Ticker.of(System::nanoTime), 1_000_000);

    CopyingTests() {
        stores.add(
                "m:",
                new ReplicatedStore<>(
                        new NoRecords(),
                        new Membership(new Placement(List.of(source, target), 2)),
                        new AllComplete(),
                        new Hints(),
                        new WriteLimits(Duration.ofMillis(250), System::nanoTime),
                        ReplicationListener.NONE));
    }

    /** A node that gives no answer at all must not hold it up until this process ends. */
    @Test
    void itIsGivenUpAlthoughACopyDoesNotEnd() throws IOException, InterruptedException {
        copying.copy(Key.of("m:1"), () -> false);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> copying.await(() -> true));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> copying.copy(Key.of("m:2"), () -> true));
    }
}
