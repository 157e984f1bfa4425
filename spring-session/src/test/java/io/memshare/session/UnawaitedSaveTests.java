package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.memshare.Cluster;
import io.memshare.MemshareSettings;
import io.memshare.testkit.Hang;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An unchanged session is saved without waiting for any node: here all nodes hang for longer than a test may take. */
class UnawaitedSaveTests {

    private final SettableClock clock = SettableClock.stopped();

    @AutoClose
    private final Cluster cluster = Cluster.of(3);

    private MemshareSessionRepository repository;

    @BeforeEach
    void start() {
        MemshareSettings patient =
                cluster.settings().toBuilder().timeout(Duration.ofMinutes(5)).build();
        repository = new MemshareSessionRepository(cluster.app(patient, clock), SharedSessions.VALUES);
    }

    @Test
    void anUnchangedSessionIsSavedWhileAllNodesHang() {
        String id = saved(repository, "a", "1");
        clock.advance(Duration.ofMinutes(10));
        StoredCopies.of(cluster, id).age(Duration.ofMinutes(10));
        MemshareSession session = found(repository, id);
        for (int i = 0; i < cluster.size(); i++) {
            cluster.server(i).freeze();
        }
        assertTimeoutPreemptively(Hang.LIMIT, () -> {
            session.setLastAccessedTime(clock.instant());
            session.setAttribute("a", "1");
            session.removeAttribute("never there");
            repository.save(session);
        });
        for (int i = 0; i < cluster.size(); i++) {
            cluster.server(i).thaw();
        }
        assertThat(found(repository, id).<String>getAttribute("a")).isEqualTo("1");
    }
}
