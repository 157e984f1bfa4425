package io.memshare.completeness.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules hold in every schedule, and each of them is needed. {@code -Dmemshare.model.schedules=400000} runs more
 * schedules.
 */
class ModelTests {

    private static final int SCHEDULES = Integer.getInteger("memshare.model.schedules", 40_000);
    private static final int STEPS = 300;
    private static final int FAULTS = 6;

    private static @Nullable String violation(Set<Rule> rules, int first, int schedules) {
        for (int seed = first; seed < first + schedules; seed++) {
            Model model = new Model(seed, rules, FAULTS);
            String wrong = model.run(STEPS);
            if (wrong != null) {
                return "seed " + seed + ": " + wrong + "\n" + String.join("\n", model.schedule());
            }
        }
        return null;
    }

    @Test
    void theRulesHoldWhileOneNodeIsWell() {
        assertThat(violation(EnumSet.allOf(Rule.class), 0, SCHEDULES)).isNull();
    }

    /** What is switched off, and the first seed that is tried: rare schedules are looked for where one was found. */
    static Stream<Arguments> rulesOff() {
        return Stream.of(
                Arguments.of(List.of(Rule.WRITES_CARRY_NOTES), 0),
                Arguments.of(List.of(Rule.EVERY_WRITE_CARRIES_NOTES), 0),
                Arguments.of(List.of(Rule.NOTES_ARE_REMOVED_BY_TOKEN), 0),
                Arguments.of(List.of(Rule.VOUCHER_BEFORE_REMOVAL), 0),
                Arguments.of(List.of(Rule.COPIES_CARRY_NOTES), 230_000),
                // Either of these two is enough.
                Arguments.of(List.of(Rule.CONNECTIONS_ARE_CHECKED_AT_THE_END, Rule.REBUILDS_WAIT_FOR_WRITES), 0));
    }

    @ParameterizedTest
    @MethodSource("rulesOff")
    void withoutARuleAChangeIsLost(List<Rule> off, int first) {
        Set<Rule> others = EnumSet.complementOf(EnumSet.copyOf(off));
        assertThat(violation(others, first, 1_000_000)).isNotNull();
    }
}
