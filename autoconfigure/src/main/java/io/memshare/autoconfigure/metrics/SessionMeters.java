package io.memshare.autoconfigure.metrics;

import io.memshare.session.SessionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts life cycle events of sessions on this application server. Thread-safe. */
final class SessionMeters implements SessionListener {

    private final Counter created;
    private final Counter ended;
    private final Counter expired;
    private final Counter unreadable;
    private final Counter outdated;

    SessionMeters(MeterRegistry registry) {
        this.created = counter(registry, "memshare.sessions.started", "Sessions that were stored for the first time");
        this.ended = counter(registry, "memshare.sessions.ended", "Sessions that were ended, as by a logout");
        this.expired = counter(registry, "memshare.sessions.expired", "Sessions that were asked for after their time");
        this.unreadable = counter(
                registry, "memshare.attributes.unreadable", "Attributes that were asked for and cannot be read");
        this.outdated = counter(
                registry,
                "memshare.sessions.outdated",
                "Requests that failed because the nodes had an older state than the browser had seen");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    @Override
    public void created() {
        created.increment();
    }

    @Override
    public void ended() {
        ended.increment();
    }

    @Override
    public void expired() {
        expired.increment();
    }

    @Override
    public void unreadableAttribute() {
        unreadable.increment();
    }

    @Override
    public void outdated() {
        outdated.increment();
    }
}
