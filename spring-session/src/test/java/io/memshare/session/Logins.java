package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.seal.Sealing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        MemshareSettings settings =
                cluster.settings().toBuilder().sealing(sealing).build();
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

    /** A way to log a user in at a server; returns the id of the session, or null if there is none. */
    interface Login {

        @Nullable String at(IndexedMemshareSessionRepository server, String user);
    }

    /** Logs a user in so many times at once, at each server in turn, and returns the ids of the sessions. */
    static List<String> atOnce(
            int times, ExecutorService users, List<IndexedMemshareSessionRepository> servers, String user, Login login)
            throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(times);
        List<Callable<@Nullable String>> tasks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            IndexedMemshareSessionRepository server = servers.get(i % servers.size());
            tasks.add(() -> {
                start.await();
                return login.at(server, user);
            });
        }
        List<String> ids = new ArrayList<>();
        for (Future<@Nullable String> answer : users.invokeAll(tasks)) {
            String id = answer.get();
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
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
