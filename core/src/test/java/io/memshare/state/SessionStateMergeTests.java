package io.memshare.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.Generator;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.crdt.MergeLaws;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionStateMergeTests implements MergeLaws<SessionState> {

    private static final HybridTimestamp EARLY = HybridTimestamp.of(1000, 0);
    private static final HybridTimestamp LATE = HybridTimestamp.of(2000, 0);
    private static final Live LIVE = new Live(
            500, new LwwRegister(EARLY, 1800), 900, LwwMap.EMPTY.with(Map.of("a", new LwwMap.Entry(LATE, new byte[] {1
            }))));

    @Override
    public SessionState generate(Generator generator) {
        return GeneratedStates.any(generator);
    }

    @Override
    public SessionState merge(SessionState left, SessionState right) {
        return left.merge(right);
    }

    @Test
    void keepsTheSmallerCreationAndTheLargerAccess() {
        Live other = new Live(400, new LwwRegister(LATE, -1), 800, LwwMap.EMPTY);

        assertThat(LIVE.merge(other)).isEqualTo(new Live(400, new LwwRegister(LATE, -1), 900, LIVE.attributes()));
    }

    @Test
    void aMoveAbsorbsEvenALaterChange() {
        Moved moved = new Moved(HybridTimestamp.of(1, 0), "successor");

        assertThat(LIVE.merge(moved)).isSameAs(moved);
        assertThat(moved.merge(LIVE)).isSameAs(moved);
    }

    @Test
    void theFirstOfTwoMovesWins() {
        Moved first = new Moved(EARLY, "b");
        Moved second = new Moved(LATE, "a");

        assertThat(first.merge(second)).isSameAs(first);
        assertThat(second.merge(first)).isSameAs(first);
    }

    @Test
    void ofTwoMovesAtTheSameTimeTheSmallerSuccessorWinsByItsBytes() {
        Moved smaller = new Moved(EARLY, "\ue000");
        Moved larger = new Moved(EARLY, "\ud83d\ude00");

        assertThat(smaller.merge(larger)).isSameAs(smaller);
        assertThat(larger.merge(smaller)).isSameAs(smaller);
    }

    @Test
    void aDeletionAbsorbsEverything() {
        Moved moved = new Moved(LATE, "successor");

        assertThat(moved.merge(Deleted.INSTANCE)).isSameAs(Deleted.INSTANCE);
        assertThat(LIVE.merge(Deleted.INSTANCE)).isSameAs(Deleted.INSTANCE);
        assertThat(Deleted.INSTANCE.merge(moved)).isSameAs(Deleted.INSTANCE);
        assertThat(Deleted.INSTANCE.merge(LIVE)).isSameAs(Deleted.INSTANCE);
    }

    @Test
    void onlyALiveSessionIsNoTombstone() {
        assertThat(LIVE.isTombstone()).isFalse();
        assertThat(new Moved(EARLY, "successor").isTombstone()).isTrue();
        assertThat(Deleted.INSTANCE.isTombstone()).isTrue();
    }

    @Test
    void latestIsTheLargestTimestampInside() {
        assertThat(LIVE.latest()).isEqualTo(LATE);
        assertThat(new Live(500, new LwwRegister(LATE.next(), 1800), 900, LIVE.attributes()).latest())
                .isEqualTo(LATE.next());
        assertThat(new Moved(EARLY, "successor").latest()).isEqualTo(EARLY);
        assertThat(Deleted.INSTANCE.latest()).isEqualTo(HybridTimestamp.ZERO);
    }

    @Test
    void printsNoNamesOrValues() {
        assertThat(LIVE.toString()).contains("LwwMap[1 names, 0 removed]");
        assertThat(Deleted.INSTANCE).hasToString("Deleted");
    }
}
