package io.memshare.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.SimulatedSessions;
import io.memshare.session.SimulatedSessions.Answer;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes of one id at the same time, cuts and logouts that break off. Two nodes, two application servers, virtual
 * time.
 */
class ForkTests {

    private static final List<String> IDS = List.of("old", "first", "second", "renewed");

    /** One world: a session whose id was changed twice at the same time, and once more. */
    private static final class World {

        private final VirtualTime time = new VirtualTime();
        private final Log log = new Log(time, false);
        private final List<SimulatedServer> servers =
                List.of(new SimulatedServer(time, 1, log), new SimulatedServer(time, 2, log));
        private final List<List<Path>> paths =
                List.of(List.of(new Path(time), new Path(time)), List.of(new Path(time), new Path(time)));
        private final List<SimulatedApp> apps = List.of(app(1), app(2));
        private int executed;

        World() {
            apps.forEach(SimulatedApp::start);
            pass(3);
            done(sessions(0).create("old"));
        }

        private SimulatedApp app(int number) {
            return new SimulatedApp(
                    number, time, new SplittableRandom(number), servers, paths.get(number - 1), 2, 0, (id, stale) -> {
                        throw new AssertionError(stale);
                    });
        }

        SimulatedSessions sessions(int app) {
            return apps.get(app).sessions();
        }

        void pass(long seconds) {
            time.runUntil(time.now() + seconds * VirtualTime.SECOND);
        }

        Answer done(CompletableFuture<Answer> coming) {
            pass(2);
            assertThat(coming).isDone();
            return coming.join();
        }

        Answer.Found found(int app, String id) {
            return (Answer.Found) done(sessions(app).find(id));
        }

        Answer move(int app, Answer.Found found, String to) {
            return done(sessions(app).move(to, found, "own " + to, sessions(app).timestampOfMove(found)));
        }

        Answer change(int app, Answer.Found found, String name) {
            return done(sessions(app)
                    .change(found, name, new byte[] {1}, sessions(app).timestamp(found)));
        }

        void fork() {
            Answer.Found first = found(0, "old");
            Answer.Found second = found(1, "old");
            assertThat(move(0, first, "first")).isInstanceOf(Answer.Found.class);
            assertThat(move(1, second, "second")).isInstanceOf(Answer.Found.class);
            assertThat(move(0, found(1, "first"), "renewed")).isInstanceOf(Answer.Found.class);
        }

        void cut(int app, int node) {
            paths.get(app).get(node).disturb(true, true, 0);
        }

        void heal() {
            paths.forEach(ofApp -> ofApp.forEach(Path::clear));
            pass(20);
        }

        /** Takes an application server from the world after so many requests for sessions have been executed. */
        void breakOff(int app, int after) {
            executed = 0;
            for (SimulatedServer server : servers) {
                server.afterEach(() -> {
                    executed++;
                    if (executed == after) {
                        cut(app, 0);
                        cut(app, 1);
                    }
                });
            }
        }

        boolean lives(String id) {
            for (SimulatedServer server : servers) {
                SessionState state = server.state(SimulatedSessions.key(id));
                if (state instanceof Live) {
                    return true;
                }
            }
            return false;
        }

        boolean has(String id, String name) {
            return found(0, id).live().attributes().get(name) != null;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "first", "second", "renewed"})
    void aLogoutThatBrokeOffAfterAnyStepCanBeRepeated(String id) {
        World undisturbed = new World();
        undisturbed.fork();
        undisturbed.breakOff(0, -1);
        assertThat(undisturbed.done(undisturbed.sessions(0).delete(id))).isInstanceOf(Answer.Gone.class);
        int steps = undisturbed.executed;
        assertThat(steps).isGreaterThan(8);
        assertThat(IDS).noneMatch(undisturbed::lives);

        for (int step = 1; step <= steps; step++) {
            World world = new World();
            world.fork();
            boolean lived = world.lives(id);
            world.breakOff(0, step);
            CompletableFuture<Answer> brokenOff = world.sessions(0).delete(id);
            world.pass(5);
            assertThat(brokenOff).isDone();
            if (IDS.stream().anyMatch(world::lives)) {
                assertThat(brokenOff.join()).as("step %d", step).isInstanceOf(Answer.Unavailable.class);
                assertThat(world.lives(id))
                        .as("%s is the last, step %d", id, step)
                        .isEqualTo(lived);
            }
            assertThat(world.done(world.sessions(1).delete(id))).isInstanceOf(Answer.Gone.class);
            assertThat(IDS).as("step %d", step).noneMatch(world::lives);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aChangeDuringALogoutDoesNotEscape(int steps) {
        World world = new World();
        world.fork();
        Answer.Found second = world.found(1, "second");
        CompletableFuture<Answer> logout = world.sessions(0).delete("renewed");
        world.time.runUntil(world.time.now() + steps * VirtualTime.MILLI / 4);
        CompletableFuture<Answer> move = world.sessions(1)
                .move("escaped", second, "own escaped", world.sessions(1).timestampOfMove(second));
        assertThat(world.done(logout)).isInstanceOf(Answer.Gone.class);
        assertThat(world.done(move)).isNotInstanceOf(Answer.Unavailable.class);
        assertThat(IDS).noneMatch(world::lives);
        assertThat(world.lives("escaped")).isFalse();
    }

    /** Each application server reaches another node only. */
    private static World cutInTwo() {
        World world = new World();
        Answer.Found first = world.found(0, "old");
        Answer.Found second = world.found(1, "old");
        world.cut(0, 1);
        world.cut(1, 0);
        assertThat(world.move(0, first, "first")).isInstanceOf(Answer.Found.class);
        assertThat(world.move(1, second, "second")).isInstanceOf(Answer.Found.class);
        return world;
    }

    @Test
    void aCutBetweenTwoChangesKeepsBothAndTheirLink() {
        World world = cutInTwo();
        world.heal();
        assertThat(world.has("first", "own first")).isTrue();
        assertThat(world.has("first", "own second")).isFalse();
        assertThat(world.has("second", "own second")).isTrue();
        assertThat(world.has("second", "own first")).isFalse();
        assertThat(world.done(world.sessions(0).delete("second"))).isInstanceOf(Answer.Gone.class);
        assertThat(IDS).noneMatch(world::lives);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aLogoutOnEitherSideOfACutEndsBothWhenItHeals(int side) {
        World world = cutInTwo();
        String id = side == 0 ? "first" : "second";
        assertThat(world.done(world.sessions(side).delete(id))).isInstanceOf(Answer.Gone.class);
        world.heal();
        assertThat(IDS).noneMatch(world::lives);
    }

    @Test
    void aRequestInFlightThatIsSavedAfterTheCutReachesBothAndRanksBelow() {
        World world = new World();
        Answer.Found late = world.found(0, "old");
        Answer.Found first = world.found(0, "old");
        Answer.Found second = world.found(1, "old");
        world.cut(0, 1);
        world.cut(1, 0);
        world.move(0, first, "first");
        world.move(1, second, "second");
        world.heal();
        assertThat(world.change(0, late, "late")).isInstanceOf(Answer.Followed.class);
        assertThat(world.change(0, late, "own first")).isInstanceOf(Answer.Followed.class);
        for (String id : List.of("first", "second")) {
            Live live = world.found(1, id).live();
            assertThat(live.attributes().get("late").timestamp())
                    .isLessThan(live.origin().at());
        }
        Live firstLive = world.found(1, "first").live();
        assertThat(firstLive.attributes().get("own first").timestamp())
                .as("what the change wrote")
                .isGreaterThanOrEqualTo(firstLive.origin().at());
    }
}
