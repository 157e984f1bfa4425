package io.memshare.testkit;

import java.time.Duration;

/**
 * The behaviour of the proxy. Immutable.
 *
 * @param losesRequests whether bytes from clients are dropped
 * @param losesReplies whether bytes from the server are dropped
 * @param hold how long bytes from the server are held back
 */
record Behaviour(boolean losesRequests, boolean losesReplies, Duration hold) {

    static final Behaviour PASS = new Behaviour(false, false, Duration.ZERO);
    static final Behaviour CUT = new Behaviour(true, true, Duration.ZERO);
    static final Behaviour LOSE_REQUESTS = new Behaviour(true, false, Duration.ZERO);
    static final Behaviour LOSE_REPLIES = new Behaviour(false, true, Duration.ZERO);

    Behaviour {
        if (hold.isNegative()) {
            throw new IllegalArgumentException("a delay of " + hold + " is negative");
        }
    }

    static Behaviour delayed(Duration hold) {
        return new Behaviour(false, false, hold);
    }

    boolean isCut() {
        return losesRequests && losesReplies;
    }
}
