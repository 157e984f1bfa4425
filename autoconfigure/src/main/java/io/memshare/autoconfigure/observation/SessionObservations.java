package io.memshare.autoconfigure.observation;

import io.memshare.autoconfigure.observation.SessionObservation.HighCardinality;
import io.memshare.session.SessionObserver;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Makes an observation of each operation on a session. Nothing in it identifies a session or its user. Thread-safe.
 *
 * @param registry the observations of the application
 */
record SessionObservations(ObservationRegistry registry) implements SessionObserver {

    @Override
    public Ongoing start(Operation operation) {
        if (registry.isNoop()) {
            return NONE.start(operation);
        }
        SessionObservation documented = SessionObservation.of(operation);
        Observation observation = Observation.createNotStarted(documented.getName(), registry)
                .contextualName(documented.getContextualName())
                .start();
        return result -> end(observation, operation, result);
    }

    private static void end(Observation observation, Operation operation, Result result) {
        observation.lowCardinalityKeyValue(SessionObservation.outcome(result.outcome()));
        ReplicaCounts replicas = result.replicas();
        if (replicas != null) {
            KeyValues counts = KeyValues.of(
                    HighCardinality.ASKED.asString(), Integer.toString(replicas.asked()),
                    HighCardinality.ANSWERED.asString(), Integer.toString(replicas.answered()));
            observation.highCardinalityKeyValues(
                    operation == Operation.FIND
                            ? counts
                            : counts.and(HighCardinality.REPAIRED.asString(), Integer.toString(replicas.repaired())));
        }
        if (result.failure() != null) {
            observation.error(result.failure());
        }
        observation.stop();
    }
}
