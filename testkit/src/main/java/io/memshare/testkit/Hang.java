package io.memshare.testkit;

import java.time.Duration;

/** Distinguishes a hang from a slow machine. Tests never assert a shorter time. */
public final class Hang {

    /** Longer than any single step of a test on a busy machine. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private Hang() {}
}
