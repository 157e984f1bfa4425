package io.memshare.autoconfigure.observation;

/** Tells whether a span would go anywhere. */
@FunctionalInterface
interface Traces {

    /** No span goes anywhere: there is no tracer. */
    Traces NONE = () -> false;

    /** Returns whether a span that the current thread would start now may be recorded. */
    boolean isRecorded();
}
