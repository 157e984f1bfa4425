package io.memshare.autoconfigure.observation;

import io.memshare.session.SessionObserver;
import java.util.function.BooleanSupplier;

/**
 * Makes an observation where somebody would see it, and times the operation otherwise: in a request whose trace is not
 * sampled, an observation would come to nothing but its timer. Thread-safe.
 *
 * @param observations makes observations
 * @param timers only times
 * @param plain whether nothing but timers and spans is made of observations
 * @param traces whether a span would be recorded
 */
record SeenObservations(SessionObserver observations, SessionObserver timers, BooleanSupplier plain, Traces traces)
        implements SessionObserver {

    @Override
    public Ongoing start(Operation operation) {
        boolean seen = !plain.getAsBoolean() || traces.isRecorded();
        return (seen ? observations : timers).start(operation);
    }
}
