package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.seal.Sealing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Application servers with an index on the same nodes, and users who log in to them. */
final class Logins implements AutoCloseable {

    final Cluster cluster;
    final SettableClock clock = SettableClock.stopped();
    private final List<Memshare> apps = new ArrayList<>();
    private final Sealing sealing;

    Logins(int nodes, Sealing sealing) {
        this.cluster = Cluster.of(nodes);
        this.sealing = sealing;
    }

    static Logins on(int nodes) {
        return new Logins(nodes, Sealing.NONE);
    }

    IndexedMemshareSessionRepository server() {
        // No node hangs here, and a busy machine is no fault of theirs.
        MemshareSettings settings = cluster.settings().toBuilder()
                .timeout(Duration.ofSeconds(5))
                .sealing(sealing)
                .build();
        Memshare app = cluster.app(settings, clock);
        apps.add(app);
        return new IndexedMemshareSessionRepository(app, SharedSessions.VALUES);
    }

    /** Returns the nodes as the server that was started at this place sees them. */
    Memshare app(int server) {
        return apps.get(server);
    }

    /** A login as Spring Security does it: the session of an anonymous visitor gets another id and a user. */
    static String login(MemshareSessionRepository server, String user) {
        MemshareSession anonymous = server.createSession();
        server.save(anonymous);
        MemshareSession session = SharedSessions.found(server, anonymous.getId());
        session.changeSessionId();
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, user);
        server.save(session);
        return session.getId();
    }

    /** Returns the handle that others see in place of an id. */
    String handle(String id) {
        SessionKeys keys = new SessionKeys(cluster.settings().namespace(), sealing);
        return SessionHandle.of(keys.name(keys.of(id)));
    }

    Set<String> handles(Collection<String> ids) {
        return ids.stream().map(this::handle).collect(Collectors.toSet());
    }

    /** Returns the keys of index records on a node. */
    Set<String> indexKeys(int node) {
        return cluster.server(node).keys().stream()
                .filter(key -> key.contains(":i:"))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
