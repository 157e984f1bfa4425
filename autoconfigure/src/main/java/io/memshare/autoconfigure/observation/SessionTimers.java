package io.memshare.autoconfigure.observation;

import io.memshare.session.SessionObserver;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times operations on sessions without an observation, in the timers that Micrometer's handler makes of observations.
 * Thread-safe.
 */
final class SessionTimers implements SessionObserver {

    private final MeterRegistry registry;
    private final Map<Operation, Timers> timers = new EnumMap<>(Operation.class);

    SessionTimers(MeterRegistry registry) {
        this.registry = registry;
        for (Operation operation : Operation.values()) {
            timers.put(operation, new Timers(SessionObservation.of(operation).getName()));
        }
        registry.config().onMeterRemoved(removed -> timers.values().forEach(Timers::forget));
    }

    @Override
    public Ongoing start(Operation operation) {
        Timers ofOperation = Objects.requireNonNull(timers.get(operation));
        long startNanos = now();
        return result -> ofOperation.of(result).record(now() - startNanos, TimeUnit.NANOSECONDS);
    }

    private long now() {
        return registry.config().clock().monotonicTime();
    }

    /** The timers of an operation. Those without an exception are looked up once. */
    private final class Timers {

        private final String name;
        private final Map<Outcome, Timer> known = new ConcurrentHashMap<>();

        Timers(String name) {
            this.name = name;
        }

        Timer of(Result result) {
            if (result.failure() != null) {
                return lookUp(result.outcome(), result.failure());
            }
            Timer timer = known.get(result.outcome());
            return timer == null ? known.computeIfAbsent(result.outcome(), outcome -> lookUp(outcome, null)) : timer;
        }

        private Timer lookUp(Outcome outcome, @Nullable RuntimeException failure) {
            KeyValue tag = SessionObservation.outcome(outcome);
            return registry.timer(
                    name,
                    tag.getKey(),
                    tag.getValue(),
                    "error",
                    failure == null ? KeyValue.NONE_VALUE : failure.getClass().getSimpleName());
        }

        void forget() {
            known.clear();
        }
    }
}
