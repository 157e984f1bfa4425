package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.MemshareSettings;
import io.memshare.node.NodeAddress;
import io.memshare.replication.Consistency;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesSettingsTests {

    private static final List<NodeAddress> NODES =
            List.of(NodeAddress.parse("a"), NodeAddress.parse("b"), NodeAddress.parse("c"));

    @Test
    void withoutAnyPropertyAreTheDefaults() {
        assertThat(settings(null)).isEqualTo(MemshareSettings.of(NODES));
    }

    @Test
    void takeOverEveryProperty() {
        assertThat(settings(
                        Duration.ofMinutes(24),
                        "memshare.redundancy",
                        "2",
                        "memshare.timeout",
                        "10ms",
                        "memshare.connect-timeout",
                        "20ms",
                        "memshare.namespace",
                        "shop",
                        "memshare.tombstone-ttl",
                        "1h",
                        "memshare.rebuild.enabled",
                        "false",
                        "memshare.rebuild.rate",
                        "7"))
                .isEqualTo(MemshareSettings.builder(NODES)
                        .redundancy(2)
                        .timeout(Duration.ofMillis(10))
                        .connectTimeout(Duration.ofMillis(20))
                        .namespace("shop")
                        .tombstoneTtl(Duration.ofHours(1))
                        .longestLifetime(Duration.ofMinutes(25))
                        .rebuildEnabled(false)
                        .rebuildRate(7)
                        .build());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "PT0S")
    void aTimeoutThatIsNoneLeavesTheLongestLifetimeAlone(@Nullable Duration sessionTimeout) {
        assertThat(settings(sessionTimeout).longestLifetime()).isEqualTo(MemshareSettings.DEFAULT_LONGEST_LIFETIME);
    }

    @Test
    void sessionsThatNeverExpireHaveNoLongestLifetime() {
        assertThat(settings(Duration.ofSeconds(-1)).longestLifetime()).isGreaterThan(Duration.ofDays(36_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void acceptFromOneCopyToOneOnEveryNode(int redundancy) {
        assertThat(settings(null, "memshare.redundancy", String.valueOf(redundancy))
                        .redundancy())
                .isEqualTo(redundancy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            memshare.redundancy      | 0 | 0 | a session needs at least 1 copy
            memshare.redundancy      | -1 | -1 | a session needs at least 1 copy
            memshare.redundancy      | 4 | 4 | there cannot be more copies than nodes, and there are 3 nodes
            memshare.timeout         | 0ms | PT0S | it is shorter than 1ms
            memshare.connect-timeout | -1s | PT-1S | it is shorter than 1ms
            memshare.tombstone-ttl   | 1ms | PT0.001S | it is shorter than 1s
            memshare.rebuild.rate    | 0 | 0 | it is not between 1 and 1000000
            memshare.rebuild.rate    | 1000001 | 1000001 | it is not between 1 and 1000000
            memshare.namespace | a:b | a:b | the namespace 'a:b' is not 1 to 64 characters of A-Z a-z 0-9 . _ -
            """)
    void nameThePropertyThatIsWrong(String name, String value, String shown, String reason) {
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(() -> settings(null, name, value))
                .withMessage("Property " + name + " has the value '" + shown + "': " + reason);
    }

    @Test
    void aMajorityOfThreeCopiesIsTaken() {
        assertThat(settings(null, "memshare.consistency", "quorum"))
                .isEqualTo(MemshareSettings.builder(NODES)
                        .consistency(Consistency.QUORUM)
                        .build());
    }

    @Test
    void aMajorityOfOneCopyIsTaken() {
        assertThat(settings(null, "memshare.consistency", "quorum", "memshare.redundancy", "1")
                        .consistency())
                .isEqualTo(Consistency.QUORUM);
    }

    @Test
    void aMajorityOfTwoCopiesIsRefused() {
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(() -> settings(null, "memshare.consistency", "quorum", "memshare.redundancy", "2"))
                .satisfies(refused -> assertThat(refused.action()).startsWith("Set memshare.redundancy to 3 or more"));
    }

    @Test
    void theTimeToWaitIsNotNegative() {
        assertThat(new PropertiesSettings(Bound.properties("memshare.retry-after", "0s")).retryAfter())
                .isEqualTo(Duration.ZERO);
        PropertiesSettings wrong = new PropertiesSettings(Bound.properties("memshare.retry-after", "-1s"));
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(wrong::retryAfter)
                .withMessage("Property memshare.retry-after has the value 'PT-1S': it is shorter than 0s");
    }

    @Test
    void theRoomForIdleValuesIsNotNegative() {
        assertThat(new PropertiesSettings(Bound.properties()).idleValues()).isEqualTo(4 << 20);
        assertThat(new PropertiesSettings(Bound.properties("memshare.session.idle-values", "0")).idleValues())
                .isZero();
        PropertiesSettings wrong = new PropertiesSettings(Bound.properties("memshare.session.idle-values", "-1KB"));
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(wrong::idleValues)
                .withMessage("Property memshare.session.idle-values has the value '-1024B': it is negative");
    }

    private static MemshareSettings settings(@Nullable Duration sessionTimeout, String... namesAndValues) {
        return new PropertiesSettings(Bound.properties(namesAndValues)).settings(NODES, sessionTimeout);
    }
}
