package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Key;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import io.memshare.state.Successor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowUpTests {

    private static final Key OLD = Key.of("old");
    private static final Key A = Key.of("a");
    private static final Key B = Key.of("b");
    private static final HybridTimestamp EARLY = HybridTimestamp.of(1_000, 0);
    private static final HybridTimestamp LATE = HybridTimestamp.of(2_000, 0);
    private static final Live LIVE = new Live(
            1,
            new LwwRegister(HybridTimestamp.of(1, 0), 60),
            1,
            LwwMap.EMPTY.with(Map.of("x", new LwwMap.Entry(HybridTimestamp.of(1_500, 7), new byte[] {1}))),
            new Origin(Key.of("before"), HybridTimestamp.of(1, 0)));
    private static final Moved BOTH = new Moved(null, List.of(new Successor(EARLY, A), new Successor(LATE, B)));

    private static List<FollowUp> of(SessionState kept, SessionState... replaced) {
        return FollowUp.of(OLD, kept, List.of(replaced));
    }

    @Test
    void nothingFollowsASessionThatLives() {
        assertThat(of(LIVE, LIVE)).isEmpty();
    }

    @Test
    void aDeletedSessionGoesNowhere() {
        assertThat(of(Deleted.INSTANCE, LIVE, Deleted.INSTANCE)).isEmpty();
    }

    @Test
    void aMovedSessionGoesToEverySuccessorBelowItsChange() {
        assertThat(of(BOTH, LIVE))
                .containsExactly(
                        new FollowUp(A, LIVE.below(EARLY).from(new Origin(OLD, EARLY))),
                        new FollowUp(B, LIVE.from(new Origin(OLD, LATE))));
        assertThat(((Live) of(BOTH, LIVE).get(0).state()).latest()).isEqualTo(EARLY);
    }

    @Test
    void whatWasReplacedTwiceGoesOnce() {
        assertThat(of(BOTH, LIVE, LIVE)).hasSize(2);
    }

    @Test
    void successorsThatAreStillNamedAreLeftAlone() {
        assertThat(of(BOTH, Moved.to(null, LATE, B), BOTH)).isEmpty();
    }

    @Test
    void aSuccessorThatIsNamedNoLongerIsDeleted() {
        assertThat(of(Moved.to(null, EARLY, A), BOTH)).containsExactly(new FollowUp(B, Deleted.INSTANCE));
    }

    @Test
    void theSuccessorsOfADeletedSessionAreDeleted() {
        assertThat(of(Deleted.INSTANCE, BOTH))
                .containsExactly(new FollowUp(A, Deleted.INSTANCE), new FollowUp(B, Deleted.INSTANCE));
    }
}
