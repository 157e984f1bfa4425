package io.memshare.autoconfigure.health;

import org.springframework.boot.health.contributor.Status;

/** The status that memshare adds to those of Spring Boot. */
final class MemshareStatus {

    /** Every session is served, but action is required before more nodes fail. */
    static final Status DEGRADED =
            new Status("DEGRADED", "every session is served, with fewer complete nodes than there should be");

    private MemshareStatus() {}
}
