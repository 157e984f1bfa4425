package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PauseAwareClockTests {

    private final PauseAwareClock clock = new PauseAwareClock(10, 1_000);

    @Test
    void regularTicksCount() {
        clock.advance(1_010);
        clock.advance(1_025);
        assertThat(clock.nanos()).isEqualTo(25);
    }

    @Test
    void aPauseOfThisProcessIsForgiven() {
        clock.advance(1_010);
        clock.advance(9_000);
        assertThat(clock.nanos()).isEqualTo(10);
        clock.advance(9_010);
        assertThat(clock.nanos()).isEqualTo(20);
    }

    @Test
    void aBusyMachineDoesNotStopTheClock() {
        for (int i = 1; i <= 10; i++) {
            clock.advance(1_000 + i * 100L);
        }
        // The first late tick looks like a pause, each other counts twice the tick at most.
        assertThat(clock.nanos()).isEqualTo(9 * 20);
    }

    @Test
    void aSecondPauseAfterARegularTickIsForgivenToo() {
        clock.advance(5_000);
        clock.advance(5_010);
        clock.advance(9_000);
        assertThat(clock.nanos()).isEqualTo(10);
    }
}
