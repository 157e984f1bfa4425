package io.memshare.session;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.seal.Sealing;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.serializer.form.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** Two application servers with a stopped clock on the same nodes. */
final class SharedSessions implements AutoCloseable {

    /** A value that an older version of the application does not know. */
    record Basket(String content) implements java.io.Serializable {}

    static final AttributeSerializer VALUES =
            FormSerializer.builder().serialization(Serialization.JDK).build();
    static final AttributeSerializer VALUES_AND_BASKETS = FormSerializer.builder()
            .serialization(Serialization.JDK)
            .allowTypes(List.of(Basket.class.getName()))
            .build();

    final Cluster cluster;
    final SettableClock clock = SettableClock.stopped();
    private final Sealing sealing;
    private final List<Memshare> apps;
    private final BiFunction<Memshare, AttributeSerializer, MemshareSessionRepository> repositories;

    SharedSessions(int nodes) {
        this(nodes, Sealing.NONE, Sealing.NONE);
    }

    SharedSessions(int nodes, Sealing one, Sealing two) {
        this(nodes, one, two, MemshareSessionRepository::new);
    }

    SharedSessions(
            int nodes,
            Sealing one,
            Sealing two,
            BiFunction<Memshare, AttributeSerializer, MemshareSessionRepository> repositories) {
        this(Cluster.of(nodes), one, two, repositories);
    }

    SharedSessions(
            Cluster cluster,
            Sealing one,
            Sealing two,
            BiFunction<Memshare, AttributeSerializer, MemshareSessionRepository> repositories) {
        this.repositories = repositories;
        this.cluster = cluster;
        sealing = one;
        apps = List.of(app(one), app(two));
    }

    private Memshare app(Sealing own) {
        return cluster.app(cluster.settings().toBuilder().sealing(own).build(), clock);
    }

    MemshareSessionRepository repository(int app, AttributeSerializer serializer) {
        return repositories.apply(apps.get(app), serializer);
    }

    MemshareSessionRepository repository(int app) {
        return repository(app, VALUES);
    }

    Instant now() {
        return clock.instant();
    }

    StoredCopies copies(String id) {
        return StoredCopies.of(cluster, id, sealing);
    }

    /** Lets time pass, for the applications and for the nodes' copies of one session, while nobody uses that. */
    void nobodyUses(String id, Duration duration) {
        clock.advance(duration);
        copies(id).age(duration);
    }

    static String saved(MemshareSessionRepository repository) {
        return saved(repository, "name", "value");
    }

    static String saved(MemshareSessionRepository repository, String name, Object value) {
        MemshareSession session = repository.createSession();
        session.setAttribute(name, value);
        repository.save(session);
        return session.getId();
    }

    static MemshareSession found(MemshareSessionRepository repository, String id) {
        return Objects.requireNonNull(repository.findById(id), "the session is lost");
    }

    static Object attribute(MemshareSessionRepository repository, String id, String name) {
        return found(repository, id).getAttribute(name);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
