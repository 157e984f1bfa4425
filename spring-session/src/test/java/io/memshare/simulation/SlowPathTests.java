package io.memshare.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.session.SimulatedSessions.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two application servers, one of which is far from two of the three nodes. */
class SlowPathTests {

    private static final String ID = "session";
    private static final long DELAY = 150 * VirtualTime.MILLI;

    private final VirtualTime time = new VirtualTime();
    private final Log log = new Log(time, false);
    private final List<SimulatedServer> servers = IntStream.rangeClosed(1, 3)
            .mapToObj(number -> new SimulatedServer(time, number, log))
            .toList();
    private final List<Path> farPaths =
            servers.stream().map(server -> new Path(time)).toList();
    private final SimulatedApp far = app(1, farPaths);
    private final SimulatedApp near =
            app(2, servers.stream().map(server -> new Path(time)).toList());

    private SimulatedApp app(int number, List<Path> paths) {
        return new SimulatedApp(
                number,
                time,
                new SplittableRandom(number),
                servers,
                paths,
                3,
                0,
                (id, stale) -> assertThat(stale).isNull());
    }

    private Answer.Found done(CompletableFuture<Answer> coming) {
        time.runUntil(time.now() + 4 * VirtualTime.SECOND);
        assertThat(coming).isCompletedWithValueMatching(Answer.Found.class::isInstance, "found");
        return (Answer.Found) coming.join();
    }

    private static String visit(Answer.Found found) {
        byte[] value = found.live().attributes().value("visit");
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private void set(SimulatedApp app, Answer.Found found, String value) {
        HybridTimestamp at = app.sessions().timestamp(found);
        done(app.sessions().change(found, "visit", value.getBytes(StandardCharsets.UTF_8), at));
    }

    @Test
    void theServersDoNotSplit() {
        far.start();
        near.start();
        time.runUntil(3 * VirtualTime.SECOND);
        set(near, done(near.sessions().create(ID)), "0");
        farPaths.get(1).disturb(false, false, DELAY);
        farPaths.get(2).disturb(false, false, DELAY);
        for (int visit = 0; visit < 8; visit += 2) {
            Answer.Found there = done(far.sessions().find(ID));
            assertThat(visit(there)).isEqualTo(String.valueOf(visit));
            set(far, there, String.valueOf(visit + 1));
            Answer.Found here = done(near.sessions().find(ID));
            assertThat(visit(here)).isEqualTo(String.valueOf(visit + 1));
            set(near, here, String.valueOf(visit + 2));
        }
        assertThat(far.nodes().stream().map(SimulatedNode::isUp).toList())
                .as("one of the far nodes is needed")
                .contains(true, false);
        farPaths.forEach(Path::clear);
        time.runUntil(time.now() + 20 * VirtualTime.SECOND);
        assertThat(far.nodes()).allMatch(SimulatedNode::isUp);
        assertThat(visit(done(far.sessions().find(ID)))).isEqualTo("8");
    }
}
