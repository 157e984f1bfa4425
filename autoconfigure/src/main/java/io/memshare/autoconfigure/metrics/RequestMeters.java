package io.memshare.autoconfigure.metrics;

import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.RequestListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Times each request to a registered node. A timer is registered at its first use, and found without allocation from
 * then on. Thread-safe.
 */
final class RequestMeters implements RequestListener, NodeMeters {

    private final MeterRegistry registry;
    private final Map<NodeAddress, Requests> nodes = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private enum Operation {
        GET,
        CHECKSUM,
        PUT,
        SET,
        TOUCH;

        static Operation of(Request request) {
            if (request instanceof Request.Get get) {
                return get.withValue() ? GET : CHECKSUM;
            }
            if (request instanceof Request.Put) {
                return PUT;
            }
            return request instanceof Request.Touch ? TOUCH : SET;
        }
    }

    private enum Outcome {
        HIT,
        MISS,
        STORED,
        CONFLICT,
        REFUSED,
        DOWN,
        OVERLOADED,
        TIMEOUT,
        CONNECTION_LOST;

        static Outcome of(Reply reply) {
            if (reply instanceof Reply.Hit) {
                return HIT;
            }
            if (reply instanceof Reply.Miss) {
                return MISS;
            }
            if (reply instanceof Reply.Stored) {
                return STORED;
            }
            if (reply instanceof Reply.Conflict) {
                return CONFLICT;
            }
            return reply instanceof Reply.Unavailable unavailable
                    ? switch (unavailable.reason()) {
                        case DOWN -> DOWN;
                        case OVERLOADED -> OVERLOADED;
                        case TIMEOUT -> TIMEOUT;
                        case CONNECTION_LOST -> CONNECTION_LOST;
                    }
                    : REFUSED;
        }
    }

    @Override
    public void register(NodeAddress node) {
        of(node).register();
    }

    /** Requests that are under way stay counted, so that the count is right if the node is used again. */
    @Override
    public void leave(NodeAddress node) {
        of(node).leave();
    }

    @Override
    public void sent(NodeAddress node, Request request) {
        of(node).active.increment();
    }

    @Override
    public void answered(NodeAddress node, Request request, Reply reply, long nanos) {
        Requests requests = of(node);
        requests.active.decrement();
        Timer timer = requests.timer(Operation.of(request), Outcome.of(reply));
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private Requests of(NodeAddress node) {
        Requests known = nodes.get(node);
        return known != null ? known : nodes.computeIfAbsent(node, Requests::new);
    }

    private final class Requests {

        private final String node;
        private final LongAdder active = new LongAdder();
        private final Map<Operation, Map<Outcome, Timer>> timers = new EnumMap<>(Operation.class);
        private boolean registered;

        Requests(NodeAddress address) {
            this.node = address.toString();
            for (Operation operation : Operation.values()) {
                timers.put(operation, new ConcurrentHashMap<>());
            }
        }

        synchronized void register() {
            registered = true;
            Gauge.builder("memshare.node.operations.active", active, LongAdder::sum)
                    .description("Requests to the node that are under way")
                    .tag("node", node)
                    .strongReference(true)
                    .register(registry);
        }

        synchronized void leave() {
            registered = false;
            timers.values().forEach(Map::clear);
        }

        @Nullable Timer timer(Operation operation, Outcome outcome) {
            Map<Outcome, Timer> known = Objects.requireNonNull(timers.get(operation));
            Timer timer = known.get(outcome);
            return timer != null ? timer : registered(known, operation, outcome);
        }

        private synchronized @Nullable Timer registered(
                Map<Outcome, Timer> known, Operation operation, Outcome outcome) {
            return registered ? known.computeIfAbsent(outcome, missing -> create(operation, missing)) : null;
        }

        private Timer create(Operation operation, Outcome outcome) {
            return Timer.builder("memshare.node.operations")
                    .description("Requests to the node, from sending to the reply")
                    .tag("node", node)
                    .tag("operation", tag(operation))
                    .tag("outcome", tag(outcome))
                    .register(registry);
        }
    }

    static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
