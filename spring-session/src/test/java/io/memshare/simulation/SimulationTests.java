package io.memshare.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The promises under random schedules of requests and faults. {@code -Dmemshare.simulation.seeds=100000} runs more of
 * them, {@code -Dmemshare.simulation.first=4711} begins with another seed.
 */
class SimulationTests {

    private static final long FIRST = Long.getLong("memshare.simulation.first", 0);
    private static final long SEEDS = Long.getLong("memshare.simulation.seeds", 3_000);

    @Test
    void thePromisesHoldInEverySchedule() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            thePromisesHold(seed);
        }
    }

    /** Two nodes lose their memory one after the other, and only the first one holds what was written in between. */
    @Test
    void thePromisesHoldInAScheduleThatBrokeThem() {
        thePromisesHold(6957);
    }

    private static void thePromisesHold(long seed) {
        Simulation simulation = new Simulation(seed, false);
        simulation.run();
        if (!simulation.promises().broken().isEmpty()) {
            Simulation again = new Simulation(seed, true);
            again.run();
            assertThat(again.promises().broken())
                    .as("seed %d, the schedule:%n%s", seed, again.log())
                    .isEmpty();
        }
    }
}
