package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.FakeNode;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.ServerOptions;
import io.memshare.node.ServerStats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatsPollTests {

    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private final FakeNode node = FakeNode.answering("127.0.0.1:1", Reply.Miss.MISS);
    private final NodeAddress address = node.address();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> counted = new ArrayList<>();
    private long evictions = 7;
    private boolean silent;
    private final StatsPoll poll = new StatsPoll(
            (asked, timeout) -> {
                if (silent) {
                    throw new IOException("silent");
                }
                return stats();
            },
            TIMEOUT,
            (about, count) -> counted.add(about + " " + count),
            nanos::get);

    private ServerStats stats() {
        return new ServerStats("1.6.18", 1, 2, 3, evictions, TIMEOUT, ServerOptions.DEFAULT);
    }

    @Test
    void keepsTheLastAnswer() {
        assertThat(poll.last(address)).isEmpty();
        poll.runOnce(List.of(node));
        assertThat(poll.last(address)).hasValue(stats());
        assertThat(counted).containsExactly("127.0.0.1:1 7");
    }

    @Test
    void theLastAnswerStandsWhileANodeIsSilent() {
        poll.runOnce(List.of(node));
        silent = true;
        poll.runOnce(List.of(node));
        assertThat(poll.last(address)).hasValue(stats());
        assertThat(counted).hasSize(1);
    }

    @Test
    void whatWasEvictedBeforeThisServerStartedIsOver() {
        poll.runOnce(List.of(node));
        poll.runOnce(List.of(node));
        assertThat(poll.isEvicting(address)).isFalse();
    }

    @Test
    void aNodeIsSaidToEvictForAMinute() {
        poll.runOnce(List.of(node));
        evictions++;
        poll.runOnce(List.of(node));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(poll.isEvicting(address)).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(poll.isEvicting(address)).isFalse();
    }

    @Test
    void aRestartedNodeCountsFromTheBeginning() {
        poll.runOnce(List.of(node));
        evictions = 0;
        poll.runOnce(List.of(node));
        assertThat(poll.isEvicting(address)).isFalse();
    }
}
