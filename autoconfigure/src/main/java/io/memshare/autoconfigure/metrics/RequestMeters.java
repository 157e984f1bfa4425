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

/**
 * Times each request to a node. A timer is registered at its first use, and found without allocation from then on.
 * Thread-safe.
 */
final class RequestMeters implements RequestListener {

    private final MeterRegistry registry;
    private final Map<NodeAddress, NodeMeters> nodes = new ConcurrentHashMap<>();

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
    public void sent(NodeAddress node, Request request) {
        of(node).active.increment();
    }

    @Override
    public void answered(NodeAddress node, Request request, Reply reply, long nanos) {
        NodeMeters meters = of(node);
        meters.active.decrement();
        meters.timer(Operation.of(request), Outcome.of(reply)).record(nanos, TimeUnit.NANOSECONDS);
    }

    private NodeMeters of(NodeAddress node) {
        NodeMeters known = nodes.get(node);
        return known != null ? known : nodes.computeIfAbsent(node, NodeMeters::new);
    }

    private final class NodeMeters {

        private final String node;
        private final LongAdder active = new LongAdder();
        private final Map<Operation, Map<Outcome, Timer>> timers = new EnumMap<>(Operation.class);

        NodeMeters(NodeAddress address) {
            this.node = address.toString();
            for (Operation operation : Operation.values()) {
                timers.put(operation, new ConcurrentHashMap<>());
            }
            Gauge.builder("memshare.node.operations.active", active, LongAdder::sum)
                    .description("Requests to the node that are under way")
                    .tag("node", node)
                    .strongReference(true)
                    .register(registry);
        }

        Timer timer(Operation operation, Outcome outcome) {
            Map<Outcome, Timer> known = Objects.requireNonNull(timers.get(operation));
            Timer timer = known.get(outcome);
            return timer != null ? timer : known.computeIfAbsent(outcome, missing -> register(operation, missing));
        }

        private Timer register(Operation operation, Outcome outcome) {
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
