package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import io.memshare.serializer.AttributeSerializer.Decoded;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleValuesTests {

    private static final Key ONE = Key.of("one");
    private static final Key TWO = Key.of("two");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final IdleValues idle = new IdleValues(nanos::get);

    private static Map<String, IdleValue> values(int bytes) {
        return new HashMap<>(
                Map.of("a", new IdleValue(new byte[bytes], new Decoded("value", () -> false, () -> true))));
    }

    @Test
    void aRequestTakesTheValuesSoThatNoOtherHasThem() {
        Map<String, IdleValue> values = values(10);
        idle.leave(ONE, values);
        assertThat(idle.take(TWO)).isEmpty();
        assertThat(idle.take(ONE)).isSameAs(values);
        assertThat(idle.take(ONE)).isEmpty();
    }

    @Test
    void theValuesThatWereLeftLastAreKept() {
        Map<String, IdleValue> last = values(10);
        idle.leave(ONE, values(10));
        idle.leave(ONE, last);
        idle.leave(ONE, new HashMap<>());
        assertThat(idle.take(ONE)).isSameAs(last);
    }

    @Test
    void theOldestValuesGoFirstWhenThereAreTooMany() {
        idle.limit(160);
        for (int i = 0; i < 17; i++) {
            idle.leave(Key.of("k" + i), values(10));
        }
        idle.leave(Key.of("k1"), values(10));
        assertThat(idle.take(Key.of("k0"))).isEmpty();
        idle.leave(TWO, values(10));
        idle.leave(ONE, values(10));
        assertThat(idle.take(Key.of("k2"))).isEmpty();
        assertThat(idle.take(Key.of("k1"))).isNotEmpty();
    }

    @Test
    void whatWasTakenTakesNoRoom() {
        idle.limit(160);
        for (int i = 0; i < 100; i++) {
            idle.leave(ONE, values(10));
            idle.take(ONE);
        }
        for (int i = 0; i < 16; i++) {
            idle.leave(Key.of("k" + i), values(10));
        }
        assertThat(idle.take(Key.of("k0"))).isNotEmpty();
    }

    @Test
    void aSessionThatWouldReplaceManyIsNotKept() {
        idle.limit(160);
        idle.leave(ONE, values(11));
        assertThat(idle.take(ONE)).isEmpty();
    }

    @Test
    void nothingIsKeptWithoutRoom() {
        idle.leave(ONE, values(10));
        idle.limit(0);
        assertThat(idle.take(ONE)).isEmpty();
        idle.leave(ONE, values(10));
        assertThat(idle.take(ONE)).isEmpty();
    }

    @Test
    void oldValuesAreDroppedWhenOthersAreLeft() {
        idle.leave(ONE, values(10));
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        idle.leave(TWO, values(10));
        assertThat(idle.take(ONE)).isEmpty();
        assertThat(idle.take(TWO)).isNotEmpty();
    }
}
