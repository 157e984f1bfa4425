package io.memshare.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HybridLogicalClockTests {

    private static final long DAY = 24 * 60 * 60 * 1000;

    private final AtomicLong now = new AtomicLong(1000);
    private final HybridLogicalClock clock = new HybridLogicalClock(() -> Instant.ofEpochMilli(now.get()));

    @Test
    void isNotBelowNow() {
        assertThat(clock.tick(HybridTimestamp.ZERO)).isEqualTo(HybridTimestamp.of(1000, 0));
    }

    @Test
    void isLaterThanWhatWasObserved() {
        HybridTimestamp ofAServerAnHourAhead = HybridTimestamp.of(1000 + 3_600_000, 5);

        assertThat(clock.tick(ofAServerAnHourAhead)).isEqualTo(ofAServerAnHourAhead.next());
    }

    @Test
    void isLaterThanEveryEarlierResult() {
        HybridTimestamp first = clock.tick(HybridTimestamp.of(5000, 9));
        HybridTimestamp second = clock.tick(HybridTimestamp.ZERO);

        assertThat(second).isEqualTo(first.next());
    }

    @Test
    void goesOnWhenTheTimeOfDayGoesBack() {
        HybridTimestamp before = clock.tick(HybridTimestamp.ZERO);
        now.set(10);

        assertThat(clock.tick(HybridTimestamp.ZERO)).isEqualTo(before.next());
    }

    @Test
    void followsTheTimeOfDay() {
        clock.tick(HybridTimestamp.ZERO);
        now.set(2000);

        assertThat(clock.tick(HybridTimestamp.ZERO)).isEqualTo(HybridTimestamp.of(2000, 0));
    }

    @Test
    void aStateThatCannotBeOutbidLeavesTheClockAsItWas() {
        assertThatThrownBy(() -> clock.tick(new HybridTimestamp(-1))).isInstanceOf(ArithmeticException.class);

        assertThat(clock.tick(HybridTimestamp.ZERO)).isEqualTo(HybridTimestamp.of(1000, 0));
    }

    /** One forged timestamp makes no other record unchangeable, and its own only when there is none left. */
    @Test
    void aTimestampFarAheadMovesItsOwnRecordOnly() {
        for (long packed : new long[] {
            -2, Long.MAX_VALUE, HybridTimestamp.of(1001 + DAY, 0).packed()
        }) {
            HybridTimestamp farAhead = new HybridTimestamp(packed);
            assertThat(clock.tick(farAhead)).isEqualTo(farAhead.next());
        }
        assertThat(clock.tick(HybridTimestamp.ZERO)).isEqualTo(HybridTimestamp.of(1000, 0));
    }

    @Test
    void aServerADayAheadIsFollowed() {
        HybridTimestamp aDayAhead = HybridTimestamp.of(999 + DAY, 7);
        assertThat(clock.tick(aDayAhead)).isEqualTo(aDayAhead.next());
        assertThat(clock.tick(HybridTimestamp.ZERO)).isGreaterThan(aDayAhead.next());
    }

    @Test
    void aChangeOfIdHasRoomBelowIt() {
        HybridTimestamp observed = clock.tick(HybridTimestamp.ZERO);
        HybridTimestamp change = clock.tickWithRoomBelow(observed);
        HybridTimestamp lowestRank = new HybridTimestamp(change.packed() - 65_536);

        assertThat(change.counter()).isZero();
        assertThat(observed).isLessThan(lowestRank);
        assertThat(clock.tick(observed)).isLessThan(lowestRank);
        assertThat(clock.tick(change)).isGreaterThan(change);
    }

    @Test
    void givesNoTwoThreadsTheSameTimestamp() throws Exception {
        int threads = 4;
        int ticks = 5000;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<List<HybridTimestamp>> ticking = () -> {
            start.await();
            return Stream.generate(() -> clock.tick(HybridTimestamp.ZERO))
                    .limit(ticks)
                    .toList();
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<HybridTimestamp> all = new ArrayList<>();
            for (Future<List<HybridTimestamp>> ticked :
                    pool.invokeAll(Stream.generate(() -> ticking).limit(threads).toList())) {
                assertThat(ticked.get()).isSorted();
                all.addAll(ticked.get());
            }
            assertThat(all).hasSize(threads * ticks).doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }
}
