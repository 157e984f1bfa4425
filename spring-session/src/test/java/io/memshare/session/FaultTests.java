package io.memshare.session;

import static io.memshare.Cluster.awaitNode;
import static io.memshare.Cluster.repository;
import static io.memshare.session.ReplicationTests.found;
import static io.memshare.session.ReplicationTests.get;
import static io.memshare.session.ReplicationTests.newSession;
import static io.memshare.session.ReplicationTests.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.Protection;
import io.memshare.replication.CopyState;
import io.memshare.state.Deleted;
import io.memshare.state.SessionStateCodec;
import io.memshare.testkit.Hang;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that hang, are cut off, or come back with old copies: real processes, and a proxy that loses what passes. */
class FaultTests {

    private static final byte[] TOMBSTONE = new SessionStateCodec().encode(Deleted.INSTANCE);

    @AutoClose
    private final Cluster cluster = Cluster.of(3, protection());

    private Memshare app;
    private MemshareSessionRepository repository;
    private MemshareSessionRepository other;
    private Memshare otherApp;

    Protection protection() {
        return Protection.NONE;
    }

    @BeforeEach
    void start() {
        MemshareSettings settings = cluster.proxiedSettings().toBuilder()
                .rebuildEnabled(true)
                .rebuildRate(MemshareSettings.HIGHEST_REBUILD_RATE)
                .build();
        app = cluster.app(settings, InstantSource.system());
        repository = repository(app);
        // Reaches the nodes by the same names, so that both place the sessions alike.
        otherApp = cluster.app(settings, InstantSource.system());
        other = repository(otherApp);
    }

    private List<CopyState> copies(String id) {
        return repository.copies(id).stream().map(SessionCopy::state).toList();
    }

    private void awaitCurrent(String id) {
        await().atMost(Hang.LIMIT).untilAsserted(() -> assertThat(copies(id)).containsOnly(CopyState.CURRENT));
    }

    @Test
    void aFrozenNodeIsLeftOutAndUsedAgainWhenItThaws() {
        String id = newSession(repository, "visit", "1");
        cluster.server(0).freeze();
        set(repository, id, "visit", "2");
        // One request was enough: the node is left out, so nothing more is sent to it or waited for.
        assertThat(Cluster.up(app)).containsExactly(false, true, true);
        for (int i = 3; i < 50; i++) {
            set(repository, id, "visit", String.valueOf(i));
        }
        cluster.server(0).thaw();
        awaitNode(app, 0, true);
        set(repository, id, "visit", "50");
        awaitCurrent(id);
        cluster.awaitWhole();
        cluster.server(1).kill();
        cluster.server(2).kill();
        assertThat(get(repository, id, "visit")).isEqualTo("50");
    }

    @Test
    void twoFrozenNodesLoseNothing() {
        String id = newSession(repository, "visit", "1");
        cluster.server(0).freeze();
        cluster.server(2).freeze();
        set(repository, id, "visit", "2");
        assertThat(get(repository, id, "visit")).isEqualTo("2");
        cluster.server(0).thaw();
        cluster.server(2).thaw();
        awaitNode(app, 0, true);
        awaitNode(app, 2, true);
        assertThat(get(repository, id, "visit")).isEqualTo("2");
    }

    @Test
    void aNodeThatWasCutOffForFiveWritesNeverShowsAnOldValue() {
        String id = newSession(repository, "visit", "1");
        for (int cut = 0; cut < 3; cut++) {
            cluster.proxy(cut).cut();
            for (int i = 0; i < 5; i++) {
                set(repository, id, "visit", cut + "." + i);
            }
            cluster.proxy(cut).heal();
            awaitNode(app, cut, true);
            awaitNode(otherApp, cut, true);
            assertThat(get(repository, id, "visit")).isEqualTo(cut + ".4");
            assertThat(get(other, id, "visit")).isEqualTo(cut + ".4");
            set(other, id, "last", String.valueOf(cut));
            awaitCurrent(id);
            // Two nodes that missed writes and were not rebuilt would not be believed without the third.
            cluster.awaitWhole();
        }
    }

    @Test
    void writesWhoseAnswersGetLostAreHarmless() {
        String id = newSession(repository, "visit", "1");
        cluster.proxy(1).loseReplies();
        set(repository, id, "visit", "2");
        set(repository, id, "visit", "3");
        cluster.proxy(1).heal();
        awaitNode(app, 1, true);
        assertThat(get(repository, id, "visit")).isEqualTo("3");
        assertThat(get(other, id, "visit")).isEqualTo("3");
    }

    @Test
    void aLogoutDuringACutStaysALogout() {
        String id = newSession(repository, "visit", "1");
        String key = Cluster.sessionKeys(cluster.server(0)).iterator().next();
        cluster.proxy(0).cut();
        repository.deleteById(id);
        assertThat(repository.findById(id)).isNull();
        cluster.proxy(0).heal();
        awaitNode(app, 0, true);
        assertThat(repository.findById(id)).isNull();
        // The node that was cut off got the tombstone before it was used again, so it alone knows as well.
        cluster.server(1).kill();
        cluster.server(2).kill();
        MemshareSession session = null;
        try {
            session = repository.findById(id);
        } catch (SessionStoreUnavailableException ex) {
            // As good: what is certain is that the session does not come back.
        }
        assertThat(session).isNull();
        assertThat(cluster.record(0, "session", key)).isEqualTo(TOMBSTONE);
    }

    @Test
    void aLogoutDuringAFreezeStaysALogout() {
        String id = newSession(repository, "visit", "1");
        cluster.server(2).freeze();
        repository.deleteById(id);
        cluster.server(2).thaw();
        awaitNode(app, 2, true);
        assertThat(repository.findById(id)).isNull();
        assertThat(other.findById(id)).isNull();
    }

    @Test
    void aSessionMovedDuringACutDoesNotComeBackUnderItsOldId() {
        String id = newSession(repository, "visit", "1");
        cluster.proxy(1).cut();
        MemshareSession session = found(repository, id);
        String newId = session.changeSessionId();
        repository.save(session);
        cluster.proxy(1).heal();
        awaitNode(app, 1, true);
        assertThat(repository.findById(id)).isNull();
        assertThat(other.findById(id)).isNull();
        assertThat(get(other, newId, "visit")).isEqualTo("1");
    }

    @Test
    void damagedBytesAreRefusedAndRepaired() {
        String id = newSession(repository, "visit", "1");
        String key = Cluster.sessionKeys(cluster.server(1)).iterator().next();
        cluster.server(1).put(key, new byte[] {1, 2, 3}, 4711, 100);
        assertThat(get(repository, id, "visit")).isEqualTo("1");
        assertThat(get(other, id, "visit")).isEqualTo("1");
        set(repository, id, "visit", "2");
        // A node may be late on a busy machine.
        await().atMost(Hang.LIMIT).untilAsserted(() -> assertThat(copies(id)).containsOnly(CopyState.CURRENT));
    }

    @Test
    void aRecordOfAnUnknownFormatIsNoMissingSession() {
        String id = newSession(repository, "visit", "1");
        String key = Cluster.sessionKeys(cluster.server(1)).iterator().next();
        byte[] future = {0x7e, 1, 2, 3};
        for (int i = 0; i < 3; i++) {
            cluster.putRecord(i, "session", key, future, 100);
        }
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> repository.findById(id));
        for (int i = 0; i < 3; i++) {
            assertThat(cluster.record(i, "session", key)).isEqualTo(future);
        }
    }

    @Test
    void startingWithoutAnyNodeWorksAndHeals() {
        cluster.server(0).kill();
        cluster.server(1).kill();
        cluster.server(2).kill();
        Memshare fresh = cluster.start(cluster.impatientSettings(), InstantSource.system());
        MemshareSessionRepository sessions = repository(fresh);
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> sessions.findById("any"));
        cluster.server(0).restart();
        awaitNode(fresh, 0, true);
        String id = newSession(sessions, "visit", "1");
        cluster.server(1).restart();
        cluster.server(2).restart();
        awaitNode(fresh, 1, true);
        awaitNode(fresh, 2, true);
        assertThat(get(sessions, id, "visit")).isEqualTo("1");
    }
}
