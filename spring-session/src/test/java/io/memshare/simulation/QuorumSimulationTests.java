package io.memshare.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Under random schedules of faults no acknowledged change is lost and no read is stale where a majority answers.
 * {@code -Dmemshare.simulation.quorum.seeds=3000} runs more schedules, {@code -Dmemshare.simulation.first=4711} begins
 * with another seed.
 */
class QuorumSimulationTests {

    private static final long FIRST = Long.getLong("memshare.simulation.first", 0);
    private static final long SEEDS = Long.getLong("memshare.simulation.quorum.seeds", 60);

    @Test
    void whatWasToldIsSeenByEveryLaterRequest() {
        long answered = 0;
        long refused = 0;
        long losses = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            QuorumSimulation simulation = new QuorumSimulation(seed, false);
            simulation.run();
            answered += simulation.ledger().answered();
            refused += simulation.ledger().refused();
            losses += simulation.losses();
            if (!simulation.ledger().broken().isEmpty()) {
                QuorumSimulation again = new QuorumSimulation(seed, true);
                again.run();
                assertThat(again.ledger().broken())
                        .as("seed %d, the schedule:%n%s", seed, again.log())
                        .isEmpty();
            }
        }
        // A judge that sees nothing finds nothing.
        assertThat(answered).isGreaterThan(100 * SEEDS);
        assertThat(refused).isGreaterThan(SEEDS);
        assertThat(losses).isGreaterThan(SEEDS / 4);
    }
}
