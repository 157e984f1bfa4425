package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.ListState;
import io.memshare.completeness.ServerProfile;
import io.memshare.diagnosis.Finding;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildCounts;
import io.memshare.rebuild.RebuildResult;
import io.memshare.replication.Consistency;
import io.memshare.replication.ReadSummary;
import io.memshare.replication.WriteSummary;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenersTests {

    private static final NodeAddress NODE = NodeAddress.parse("a");
    private static final RebuildCounts COUNTS = new RebuildCounts(1, 2, 3, 4, 5);

    private final Listeners listeners = new Listeners();
    private final List<String> events = new ArrayList<>();

    private MemshareListener recorder(String name) {
        return new MemshareListener() {
            @Override
            public void up(NodeAddress address) {
                events.add(name + " " + address);
            }
        };
    }

    @Test
    void eachListenerIsNotifiedInTheOrderOfRegistration() {
        MemshareListener first = recorder("first");
        listeners.add(first);
        listeners.add(recorder("second"));
        listeners.add(first);

        listeners.up(NODE);

        assertThat(events).containsExactly("first a:11211", "second a:11211");
    }

    @Test
    void aRemovedListenerIsNotNotified() {
        MemshareListener first = recorder("first");
        listeners.add(first);
        listeners.remove(first);

        listeners.up(NODE);

        assertThat(events).isEmpty();
    }

    @Test
    void aFailingListenerHindersNeitherTheCallerNorOthers() {
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("missing"))) {
            listeners.add(new MemshareListener() {
                @Override
                public void up(NodeAddress address) {
                    ListenersTests.<RuntimeException>sneak(failure);
                }
            });
        }
        listeners.add(recorder("last"));

        listeners.up(NODE);

        assertThat(events).containsExactly("last a:11211");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    /** A listener method that a later version adds fails here until it is passed on. */
    @Test
    void everyEventIsPassedOnWithItsArguments() throws ReflectiveOperationException {
        var list = ServerProfile.list(List.of(NODE), 1, Consistency.AVAILABLE);
        Map<Class<?>, Object> arguments = new HashMap<>(Map.of(
                NodeAddress.class,
                NODE,
                Key.class,
                Key.of("k"),
                String.class,
                "reason",
                int.class,
                42,
                List.class,
                List.of(NODE),
                RebuildCounts.class,
                COUNTS,
                RebuildResult.class,
                new RebuildResult(RebuildResult.Outcome.COMPLETE, "", COUNTS, Duration.ZERO),
                ReadSummary.class,
                new ReadSummary("k", ReadSummary.Result.FOUND, 1),
                WriteSummary.class,
                new WriteSummary("k", WriteSummary.Result.KEPT, 1, 2, 3, 4, 5),
                Finding.class,
                new Finding(Finding.Kind.NO_CRAWLER, NODE, "cause", "action")));
        arguments.put(ListState.class, new ListState(0, 0, ListState.Phase.STABLE, list, list));
        List<String> expected = new ArrayList<>();
        listeners.add((MemshareListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MemshareListener.class}, (proxy, method, values) -> {
                    events.add(method.getName() + (values == null ? List.of() : List.of(values)));
                    return null;
                }));
        for (Method method : MemshareListener.class.getMethods()) {
            Object[] values = new Object[method.getParameterCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(method.getParameterTypes()[i]);
            }
            expected.add(method.getName() + List.of(values));
            invoke(method, values);
        }
        assertThat(events).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(8);
    }

    private void invoke(Method method, Object[] values) throws IllegalAccessException, InvocationTargetException {
        method.invoke(listeners, values);
    }
}
