package io.memshare.rebuild;

import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.replication.ReplicatedStore;
import io.memshare.replication.Restored;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Copies records to a node at a constant rate, with a limited number of records in progress. A single thread submits
 * records and waits if necessary; any thread may read the counts.
 */
final class Copying {

    private static final int MOST_AT_A_TIME = 32;
    private static final int POLL_MILLIS = 100;

    /** A minute in which no copy ends; the nodes answer within their timeouts. */
    private static final int MOST_POLLS = 600;

    private static final String STOPPED = "it is to be given up";

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

    /**
     * Starts to copy a record. Waits until it may.
     *
     * @param stopped tells whether the copying is to be given up
     * @throws IOException if it is to be given up, or a copy in progress does not end
     */
    void copy(Key key, BooleanSupplier stopped) throws IOException, InterruptedException {
        if (stopped.getAsBoolean()) {
            throw new IOException(STOPPED);
        }
        ReplicatedStore<?> store = stores.of(key);
        if (store == null) {
            return;
        }
        long wait = pace.step(ticker.nanos());
        if (wait > 0) {
            ticker.sleep(wait);
        }
        percent.set(KeyWindow.percent(key));
        acquire(1, stopped);
        try {
            Background.run(
                    "copying a record", store.restore(key, target, sources).whenComplete((restored, failure) -> {
                        count(failure == null ? restored : Restored.FAILED).increment();
                        permits.release();
                    }));
        } catch (RuntimeException | Error ex) {
            permits.release();
            throw ex;
        }
    }

    /** Waits until no record is in progress, with the same conditions. */
    void await(BooleanSupplier stopped) throws IOException, InterruptedException {
        acquire(MOST_AT_A_TIME, stopped);
        permits.release(MOST_AT_A_TIME);
    }

    private void acquire(int count, BooleanSupplier stopped) throws IOException, InterruptedException {
        long ended = ended();
        for (int i = 0; i < MOST_POLLS; i++) {
            if (permits.tryAcquire(count, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            if (stopped.getAsBoolean()) {
                throw new IOException(STOPPED);
            }
            long now = ended();
            i = now == ended ? i : 0;
            ended = now;
        }
        throw new IOException("copies of records do not end");
    }

    private long ended() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    int percent() {
        return percent.get();
    }

    RebuildCounts counts() {
        long checked = ended();
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
