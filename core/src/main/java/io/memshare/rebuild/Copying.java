package io.memshare.rebuild;

import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.Restored;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Copies records to a node at a constant rate, with a limited number of records in progress. A single thread submits
 * records and waits if necessary; any thread may read the counts.
 */
final class Copying {

    private static final int MOST_AT_A_TIME = 32;

    private final Replica target;
    private final List<Replica> sources;
    private final RecordStores stores;
    private final Ticker ticker;
    private final Pace pace;
    private final Semaphore permits = new Semaphore(MOST_AT_A_TIME);
    private final Map<Restored, LongAdder> counts = new EnumMap<>(Restored.class);
    private final AtomicInteger percent = new AtomicInteger();

    /**
     * Creates a copying.
     *
     * @param sources the nodes that together hold all that the target may lack
     * @param perSecond the maximum number of records per second, at least 1
     */
    Copying(Replica target, List<Replica> sources, RecordStores stores, Ticker ticker, int perSecond) {
        this.target = target;
        this.sources = sources;
        this.stores = stores;
        this.ticker = ticker;
        this.pace = new Pace(perSecond, ticker.nanos());
        for (Restored restored : Restored.values()) {
            counts.put(restored, new LongAdder());
        }
    }

    void copy(Key key) throws InterruptedException {
        ReplicatedStore<?> store = stores.of(key);
        if (store == null) {
            return;
        }
        long wait = pace.step(ticker.nanos());
        if (wait > 0) {
            ticker.sleep(wait);
        }
        percent.set(KeyWindow.percent(key));
        permits.acquire();
        Background.run("copying a record", store.restore(key, target, sources).whenComplete((restored, failure) -> {
            count(failure == null ? restored : Restored.FAILED).increment();
            permits.release();
        }));
    }

    /** Waits until no record is in progress; the nodes answer within their timeouts. */
    void await() throws InterruptedException {
        permits.acquire(MOST_AT_A_TIME);
        permits.release(MOST_AT_A_TIME);
    }

    int percent() {
        return percent.get();
    }

    RebuildCounts counts() {
        long checked = counts.values().stream().mapToLong(LongAdder::sum).sum();
        return new RebuildCounts(
                checked,
                count(Restored.COPIED).sum(),
                count(Restored.DAMAGED).sum(),
                count(Restored.FOREIGN).sum(),
                count(Restored.FAILED).sum());
    }

    private LongAdder count(Restored restored) {
        return Objects.requireNonNull(counts.get(restored));
    }
}
