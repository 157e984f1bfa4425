package io.memshare.testkit;

import java.time.Duration;

/** Tells a hang from a slow machine. Tests assert no time that is shorter. */
public final class Hang {

    /** Longer than any single step of a test takes on a busy machine. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private Hang() {}
}
