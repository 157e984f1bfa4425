package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTests {

    private final Patience patience = new Patience(10, 1_000);

    @Test
    void regularTicksCount() {
        patience.advance(1_010);
        patience.advance(1_025);
        assertThat(patience.nanos()).isEqualTo(25);
    }

    @Test
    void aPauseOfThisProcessIsForgiven() {
        patience.advance(1_010);
        patience.advance(9_000);
        assertThat(patience.nanos()).isEqualTo(10);
        patience.advance(9_010);
        assertThat(patience.nanos()).isEqualTo(20);
    }

    @Test
    void aBusyMachineDoesNotStopTheClock() {
        for (int i = 1; i <= 10; i++) {
            patience.advance(1_000 + i * 100L);
        }
        // The first late tick looks like a pause, each other counts twice the tick at most.
        assertThat(patience.nanos()).isEqualTo(9 * 20);
    }

    @Test
    void aSecondPauseAfterARegularTickIsForgivenToo() {
        patience.advance(5_000);
        patience.advance(5_010);
        patience.advance(9_000);
        assertThat(patience.nanos()).isEqualTo(10);
    }
}
