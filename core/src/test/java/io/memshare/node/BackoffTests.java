package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private static final Duration SHORT = Duration.ofMillis(9_999);

    @Test
    void aNodeThatWasStableIsTriedAgainSoon() {
        assertThat(Backoff.NONE.delay()).isEqualTo(Duration.ofMillis(250));
        assertThat(new Backoff(4).afterSilence(Backoff.STABLE)).isEqualTo(Backoff.NONE);
    }

    @Test
    void aNodeThatClosesItsConnectionsCostsNothingAndIsTriedAgainSoon() {
        assertThat(Backoff.NONE.afterEnd(SHORT)).isEqualTo(Backoff.NONE);
        assertThat(new Backoff(3).afterEnd(SHORT)).isEqualTo(new Backoff(3));
        assertThat(new Backoff(3).afterEnd(Backoff.STABLE)).isEqualTo(Backoff.NONE);
    }

    @Test
    void aNodeThatRelapsesIsLeftOutLongerEachTimeUpToABound() {
        Backoff backoff = Backoff.NONE;
        for (int expected : new int[] {500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000}) {
            backoff = backoff.afterSilence(SHORT);
            assertThat(backoff.delay()).isEqualTo(Duration.ofMillis(expected));
        }
    }
}
