package io.memshare.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.node.FakeItems;
import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.session.SimulatedSessions;
import io.memshare.session.SimulatedSessions.Answer;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import io.memshare.state.Successor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What random schedules have found about tombstones, each in a schedule of a few steps. Two nodes, one application
 * server.
 */
class BurialTests {

    private static final String OLD = "old id";
    private static final String NEW = "new id";
    private static final long DAY = SimulatedSessions.TOMBSTONE.toSeconds();

    private final VirtualTime time = new VirtualTime();
    private final Log log = new Log(time, false);
    private final List<SimulatedServer> servers =
            List.of(new SimulatedServer(time, 1, log), new SimulatedServer(time, 2, log));
    private final List<Path> paths = List.of(new Path(time), new Path(time));
    private final SimulatedApp app = new SimulatedApp(
            1,
            time,
            new SplittableRandom(1),
            servers,
            paths,
            2,
            0,
            (id, stale) -> assertThat(stale).isNull());
    private final SimulatedSessions sessions = app.sessions();

    @BeforeEach
    void start() {
        app.start();
        pass(3);
        done(sessions.create(OLD));
    }

    private void pass(long seconds) {
        time.runUntil(time.now() + seconds * VirtualTime.SECOND);
    }

    private Answer done(CompletableFuture<Answer> coming) {
        pass(1);
        assertThat(coming).isDone();
        return coming.join();
    }

    private Answer.Found found(String id) {
        return (Answer.Found) done(sessions.find(id));
    }

    private SessionState held(int server, String id) {
        return servers.get(server).state(SimulatedSessions.key(id));
    }

    private long secondsLeft(int server, String id) {
        return servers.get(server).item(SimulatedSessions.key(id)).expires() - time.seconds();
    }

    private static Live with(Live live, String name, HybridTimestamp at) {
        LwwMap attributes = live.attributes().with(Map.of(name, new LwwMap.Entry(at, new byte[] {1})));
        return new Live(
                live.creationMillis(), live.maxInactiveSeconds(), live.lastAccessedMillis(), attributes, live.origin());
    }

    /** Another application server stores a state on one node. */
    private void put(int server, String id, SessionState state, long seconds) {
        Key key = SimulatedSessions.key(id);
        byte[] bytes = new SessionStateCodec().encode(state);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        FakeItems.Item item = servers.get(server).item(key);
        long token = item == null ? Request.Put.NOTHING : item.token();
        assertThat(servers.get(server)
                        .execute(new Request.Put(key, bytes, (int) crc.getValue(), new TimeToLive(seconds), token)))
                .isInstanceOf(Reply.Stored.class);
    }

    private static Moved moved(long millis, String id) {
        return Moved.to(null, HybridTimestamp.of(millis, 0), SimulatedSessions.key(id));
    }

    private static boolean has(SessionState state, String name) {
        return state instanceof Live live && live.attributes().get(name) != null;
    }

    @Test
    void whoMeetsHalfAMoveCarriesOverWhatItBuries() {
        Live live = found(OLD).live();
        put(0, NEW, live, 60);
        put(1, NEW, live, 60);
        put(0, OLD, moved(live.creationMillis() + 5, NEW), DAY);
        put(1, OLD, with(live, "late", HybridTimestamp.of(live.creationMillis() + 4, 0)), 60);
        assertThat(done(sessions.find(OLD))).isInstanceOf(Answer.Gone.class);
        assertThat(held(1, OLD)).isInstanceOf(Moved.class);
        assertThat(List.of(held(0, NEW), held(1, NEW))).allMatch(state -> has(state, "late"));
    }

    @Test
    void aNodeThatWasAwayHandsOverWhatItHasUnderTheOldId() {
        Answer.Found found = found(OLD);
        paths.get(1).disturb(true, true, 0);
        put(1, OLD, with(found.live(), "late", HybridTimestamp.of(found.live().creationMillis() + 1, 0)), 60);
        assertThat(done(sessions.move(NEW, found, "own", sessions.timestampOfMove(found))))
                .isInstanceOf(Answer.Found.class);
        paths.get(1).clear();
        pass(10);
        assertThat(held(1, OLD)).isInstanceOf(Moved.class);
        assertThat(has(found(NEW).live(), "late")).isTrue();
    }

    @Test
    void aMoveThatMeetsAnotherLeadsToBoth() {
        Answer.Found found = found(OLD);
        HybridTimestamp early = sessions.timestampOfMove(found);
        Key later = SimulatedSessions.key("later id");
        put(0, "later id", with(found.live(), "late", HybridTimestamp.of(early.millis() + 1, 0)), 60);
        put(0, OLD, moved(early.millis() + 5, "later id"), DAY);
        assertThat(done(sessions.move(NEW, found, "own", early))).isInstanceOf(Answer.Found.class);
        Moved both = new Moved(
                null,
                List.of(
                        new Successor(early, SimulatedSessions.key(NEW)),
                        new Successor(HybridTimestamp.of(early.millis() + 5, 0), later)));
        assertThat(List.of(held(0, OLD), held(1, OLD))).containsOnly(both);
        assertThat(has(held(0, NEW), "late")).isFalse();
        assertThat(has(held(0, "later id"), "late")).isTrue();
        assertThat(held(1, "later id")).as("nobody touched the other one").isNull();
    }

    @Test
    void aLogoutThatMeetsHalfAMoveFollowsItOnNodesThatWereAway() {
        Live live = found(OLD).live();
        paths.get(1).disturb(true, true, 0);
        put(1, NEW, live, 600);
        put(1, OLD, moved(live.creationMillis() + 5, NEW), DAY);
        assertThat(done(sessions.delete(OLD))).isInstanceOf(Answer.Gone.class);
        paths.get(1).clear();
        pass(10);
        assertThat(held(1, OLD)).isEqualTo(Deleted.INSTANCE);
        assertThat(held(1, NEW)).isEqualTo(Deleted.INSTANCE);
    }

    @Test
    void aTombstoneThatASaveMetIsDeliveredForItsWholeLife() {
        Answer.Found found = found(OLD);
        put(0, OLD, Deleted.INSTANCE, DAY);
        paths.get(1).disturb(true, true, 0);
        HybridTimestamp at = sessions.timestamp(found);
        assertThat(done(sessions.change(found, "late", new byte[] {1}, at))).isInstanceOf(Answer.Gone.class);
        paths.get(1).clear();
        pass(10);
        assertThat(held(1, OLD)).isEqualTo(Deleted.INSTANCE);
        assertThat(secondsLeft(1, OLD)).isGreaterThan(DAY - 20);
    }

    @Test
    void theLifeOfATombstoneThatALateTouchShortenedIsRestoredByTheNextFind() {
        done(sessions.delete(OLD));
        servers.get(1).execute(new Request.Touch(SimulatedSessions.key(OLD), new TimeToLive(60)));
        assertThat(secondsLeft(1, OLD)).isEqualTo(60);
        assertThat(done(sessions.find(OLD))).isInstanceOf(Answer.Gone.class);
        assertThat(secondsLeft(1, OLD)).isGreaterThan(DAY - 20);
    }

    @Test
    void whatNoReplicaHasIsAbsentThoughNoneIsWhole() {
        for (SimulatedServer server : servers) {
            server.execute(new Request.Touch(SimulatedApp.VOUCHER, new TimeToLive(1)));
        }
        time.runUntil(time.now() + VirtualTime.SECOND - 1);
        assertThat(done(sessions.find("unknown"))).isInstanceOf(Answer.Gone.class);
    }

    /** Touches of the session that were carried out late, on all nodes, and whose answers nobody has heard. */
    @Test
    void aTombstoneThatEveryNodeWouldForgetTooEarlyGetsItsTimeBack() {
        done(sessions.delete(OLD));
        Request late = new Request.Touch(SimulatedSessions.key(OLD), new TimeToLive(SimulatedSessions.secondsKept()));
        servers.forEach(server -> server.execute(late));
        assertThat(secondsLeft(0, OLD)).isLessThan(DAY / 2);

        assertThat(done(sessions.find(OLD))).isInstanceOf(Answer.Gone.class);

        assertThat(List.of(secondsLeft(0, OLD), secondsLeft(1, OLD))).allMatch(seconds -> seconds > DAY - 10);
    }
}
