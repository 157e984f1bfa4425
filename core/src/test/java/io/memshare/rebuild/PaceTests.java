package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTests {

    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 2000, 1_000_000})
    void takesSoManyStepsInTenSecondsAndNoMore(int rate) {
        Pace pace = new Pace(rate, 0);
        long now = 0;
        long steps = 0;
        while (now < 10 * SECOND) {
            now += pace.step(now);
            steps++;
        }
        assertThat(steps).isBetween(10L * rate, 10L * rate + rate / 100 + 2);
    }

    @Test
    void doesNotMakeUpForLostTime() {
        Pace pace = new Pace(10, 0);
        pace.step(0);
        long late = 100 * SECOND;
        assertThat(pace.step(late)).isZero();
        assertThat(pace.step(late)).isEqualTo(SECOND / 10);
    }
}
