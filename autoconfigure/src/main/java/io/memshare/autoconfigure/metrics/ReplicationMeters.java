package io.memshare.autoconfigure.metrics;

import io.memshare.MemshareListener;
import io.memshare.replication.ReadSummary;
import io.memshare.replication.WriteSummary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Counts reads and writes of records. The meters of a kind are looked up once. Thread-safe. */
final class ReplicationMeters implements MemshareListener {

    private final MeterRegistry registry;
    private final Map<String, KindMeters> kinds = new ConcurrentHashMap<>();

    ReplicationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private KindMeters of(String kind) {
        KindMeters known = kinds.get(kind);
        return known != null ? known : kinds.computeIfAbsent(kind, name -> new KindMeters(registry, name));
    }

    @Override
    public void read(ReadSummary read) {
        KindMeters meters = of(read.kind());
        Objects.requireNonNull(meters.reads.get(read.result())).increment();
        if (read.differing() > 0) {
            meters.differed.increment(read.differing());
        }
    }

    @Override
    public void written(WriteSummary write) {
        KindMeters meters = of(write.kind());
        Objects.requireNonNull(meters.writes.get(write.result())).increment();
        meters.rounds.record(write.rounds());
        meters.size.record(write.bytes());
        if (write.repaired() > 0) {
            meters.repaired.increment(write.repaired());
        }
        if (write.result() == WriteSummary.Result.KEPT && write.missing() > 0) {
            meters.incomplete.increment();
        }
    }

    private static final class KindMeters {

        private final Map<ReadSummary.Result, Counter> reads = new EnumMap<>(ReadSummary.Result.class);
        private final Map<WriteSummary.Result, Counter> writes = new EnumMap<>(WriteSummary.Result.class);
        private final Counter differed;
        private final Counter repaired;
        private final Counter incomplete;
        private final DistributionSummary rounds;
        private final DistributionSummary size;

        KindMeters(MeterRegistry registry, String kind) {
            for (ReadSummary.Result result : ReadSummary.Result.values()) {
                reads.put(
                        result,
                        counter("memshare.reads", "Reads of records from all their replicas", kind)
                                .tag("result", RequestMeters.tag(result))
                                .register(registry));
            }
            for (WriteSummary.Result result : WriteSummary.Result.values()) {
                writes.put(
                        result,
                        counter("memshare.writes", "Writes of records to all their replicas", kind)
                                .tag("result", RequestMeters.tag(result))
                                .register(registry));
            }
            differed = counter("memshare.replicas.differed", "Replicas that were read and held less than others", kind)
                    .register(registry);
            repaired = counter("memshare.replicas.repaired", "Replicas that were repaired by a write", kind)
                    .register(registry);
            incomplete = counter("memshare.writes.incomplete", "Writes with fewer copies than asked for", kind)
                    .register(registry);
            rounds = DistributionSummary.builder("memshare.writes.rounds")
                    .description("Round trips of a write; more than 1 under concurrent writes")
                    .tag("kind", kind)
                    .register(registry);
            size = DistributionSummary.builder("memshare.record.size")
                    .description("Size of a record that is written, as nodes hold it")
                    .baseUnit(BaseUnits.BYTES)
                    .tag("kind", kind)
                    .register(registry);
        }

        private static Counter.Builder counter(String name, String description, String kind) {
            return Counter.builder(name).description(description).tag("kind", kind);
        }
    }
}
