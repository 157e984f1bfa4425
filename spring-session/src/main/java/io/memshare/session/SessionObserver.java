package io.memshare.session;

import org.jspecify.annotations.Nullable;

/**
 * Observes how the sessions of requests are found and saved, such as for the spans of a trace. It is given neither ids
 * nor values. Called on the threads of requests; must not block and must not throw. Safe for use by several threads.
 */
@FunctionalInterface
public interface SessionObserver {

    /** Observes nothing. */
    SessionObserver NONE = operation -> result -> {};

    /** The operations that wait for nodes. */
    enum Operation {
        /** Finds a session. A session that the request has saved already is found without the nodes, and unobserved. */
        FIND,
        /** Writes a new or changed session. The save of an unchanged session waits for no node, and is unobserved. */
        SAVE
    }

    /**
     * Called when an operation starts.
     *
     * @param operation the operation
     * @return is notified of its end, on the same thread
     */
    Ongoing start(Operation operation);

    /** An operation in progress. */
    @FunctionalInterface
    interface Ongoing {

        /**
         * Called when the operation has ended.
         *
         * @param result its result
         */
        void ended(Result result);
    }

    /** The outcomes of an operation. */
    enum Outcome {
        /** The session was found. */
        FOUND,
        /** There is no such session. */
        ABSENT,
        /** The session was saved. */
        SAVED,
        /** The session was ended by another request in the meantime. */
        ENDED,
        /** Too few nodes answered, or the session is too large. */
        FAILED
    }

    /**
     * The result of an operation. Immutable.
     *
     * @param outcome the outcome
     * @param replicas the figures of the replicas; null unless the session was found or saved
     * @param failure the reason of a failure, or null
     */
    record Result(
            Outcome outcome,
            @Nullable ReplicaCounts replicas,
            @Nullable RuntimeException failure) {}

    /**
     * The figures of the replicas of a session. Immutable.
     *
     * @param asked how many nodes should hold it
     * @param answered how many nodes answered
     * @param repaired the number of nodes that were repaired by the save
     */
    record ReplicaCounts(int asked, int answered, int repaired) {}
}
