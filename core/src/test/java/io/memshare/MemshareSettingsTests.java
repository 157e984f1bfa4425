package io.memshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memshare.node.NodeAddress;
import io.memshare.seal.Sealing;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MemshareSettingsTests {

    private static final NodeAddress A = NodeAddress.parse("a");
    private static final NodeAddress B = NodeAddress.parse("b");

    @Test
    void withoutAnySetterAreTheDefaults() {
        MemshareSettings settings = MemshareSettings.of(List.of(A, B));

        assertThat(settings.nodes()).containsExactly(A, B);
        assertThat(settings.redundancy()).isEqualTo(2);
        assertThat(settings.namespace()).isEqualTo("memshare");
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.tombstoneTtl()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.longestLifetime()).isEqualTo(Duration.ofMinutes(31));
        assertThat(settings.sealing()).isSameAs(Sealing.NONE);
        assertThat(settings.rebuildEnabled()).isTrue();
        assertThat(settings.rebuildRate()).isEqualTo(2000);
    }

    static List<Arguments> setters() {
        return List.of(
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.redundancy(1), "redundancy=1"),
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.namespace("shop"), "shop"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.timeout(Duration.ofMillis(7)), "PT0.007S"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.connectTimeout(Duration.ofMillis(7)),
                        "PT0.007S"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.tombstoneTtl(Duration.ofSeconds(7)),
                        "tombstoneTtl=PT7S"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.longestLifetime(Duration.ofSeconds(7)),
                        "longestLifetime=PT7S"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.rebuildEnabled(false), "enabled=false"),
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.rebuildRate(7), "rate=7"));
    }

    @ParameterizedTest
    @MethodSource("setters")
    void eachSetterChangesOneValue(UnaryOperator<MemshareSettings.Builder> setter, String printed) {
        MemshareSettings defaults = MemshareSettings.of(List.of(A, B));
        MemshareSettings changed = setter.apply(defaults.toBuilder()).build();

        assertThat(changed).isNotEqualTo(defaults).isEqualTo(changed.toBuilder().build());
        assertThat(changed.toBuilder().build()).hasSameHashCodeAs(changed);
        assertThat(changed.toString()).contains(printed);
        assertThat(defaults.toString()).doesNotContain(printed);
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.redundancy(0), "redundancy 0"),
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.redundancy(3), "redundancy 3"),
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.namespace("a b"), "'a b'"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.namespace("n".repeat(65)), "namespace"),
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.timeout(Duration.ZERO), "timeout"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.connectTimeout(Duration.ofNanos(999_999)),
                        "connectTimeout"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.tombstoneTtl(Duration.ofMillis(999)),
                        "tombstoneTtl"),
                Arguments.of(
                        (UnaryOperator<MemshareSettings.Builder>) all -> all.longestLifetime(Duration.ofMillis(999)),
                        "longestLifetime"),
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.rebuildRate(0), "0 records"),
                Arguments.of((UnaryOperator<MemshareSettings.Builder>) all -> all.rebuildRate(1_000_001), "1000001"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aSetterNamesTheValueThatItRefuses(UnaryOperator<MemshareSettings.Builder> setter, String named) {
        MemshareSettings.Builder builder = MemshareSettings.builder(List.of(A, B));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> setter.apply(builder))
                .withMessageContaining(named);
    }

    @Test
    void nodesAreThereAndDifferent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemshareSettings.of(List.of()))
                .withMessage("the list of nodes is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemshareSettings.of(List.of(A, A)))
                .withMessage("the node a:11211 is listed twice");
    }
}
