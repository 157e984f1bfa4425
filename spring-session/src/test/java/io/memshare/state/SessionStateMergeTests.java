package io.memshare.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memshare.crdt.Generator;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.crdt.MergeLaws;
import io.memshare.node.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionStateMergeTests implements MergeLaws<SessionState> {

    private static final HybridTimestamp EARLY = HybridTimestamp.of(1000, 0);
    private static final HybridTimestamp LATE = HybridTimestamp.of(2000, 0);
    private static final Key A = Key.of("a");
    private static final Key B = Key.of("b");
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
        Moved moved = Moved.to(null, HybridTimestamp.of(1, 0), A);

        assertThat(LIVE.merge(moved)).isSameAs(moved);
        assertThat(moved.merge(LIVE)).isSameAs(moved);
    }

    @Test
    void twoMovesLeadToBothSuccessorsTheEarlierFirst() {
        Moved first = Moved.to(null, EARLY, B);
        Moved second = Moved.to(null, LATE, A);
        Moved both = new Moved(null, List.of(new Successor(EARLY, B), new Successor(LATE, A)));

        assertThat(first.merge(second)).isEqualTo(both);
        assertThat(second.merge(first)).isEqualTo(both);
        assertThat(both.leadsTo(A)).isTrue();
        assertThat(both.leadsTo(B)).isTrue();
        assertThat(both.leadsTo(Key.of("c"))).isFalse();
    }

    @Test
    void ofTwoMovesAtTheSameTimeTheOneToTheSmallerKeyComesFirst() {
        assertThat(((Moved) Moved.to(null, EARLY, B).merge(Moved.to(null, EARLY, A))).successors())
                .extracting(Successor::key)
                .containsExactly(A, B);
    }

    @Test
    void ofTwoMovesToTheSameKeyTheEarlierCounts() {
        Moved early = Moved.to(null, EARLY, A);

        assertThat(Moved.to(null, LATE, A).merge(early)).isEqualTo(early);
        assertThat(early.merge(Moved.to(null, LATE, A))).isSameAs(early);
    }

    @Test
    void ofNineMovesTheEightEarliestCount() {
        SessionState merged = Moved.to(null, HybridTimestamp.of(9, 0), Key.of("key9"));
        for (int i = 8; i >= 1; i--) {
            merged = merged.merge(Moved.to(null, HybridTimestamp.of(i, 0), Key.of("key" + i)));
        }

        assertThat(((Moved) merged).successors())
                .hasSize(8)
                .noneMatch(successor -> successor.at().millis() == 9);
    }

    @Test
    void aMoveKnowsWhereTheSessionHadComeFrom() {
        Origin origin = new Origin(B, EARLY);

        assertThat(Moved.to(null, LATE, A).merge(Moved.to(origin, LATE, A))).isEqualTo(Moved.to(origin, LATE, A));
    }

    @Test
    void aMoveWithSuccessorsOutOfOrderIsNone() {
        Successor a = new Successor(EARLY, A);
        Successor b = new Successor(LATE, B);
        List<Successor> nine = IntStream.range(0, 9)
                .mapToObj(i -> new Successor(EARLY, Key.of("key" + i)))
                .toList();
        for (List<Successor> invalid :
                List.of(List.<Successor>of(), List.of(b, a), List.of(a, a), List.of(a, new Successor(LATE, A)), nine)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Moved(null, invalid));
        }
        assertThat(new Moved(null, nine.subList(0, 8)).successors()).hasSize(8);
    }

    @Test
    void aDeletionAbsorbsEverything() {
        Moved moved = Moved.to(null, LATE, A);

        assertThat(moved.merge(Deleted.INSTANCE)).isSameAs(Deleted.INSTANCE);
        assertThat(LIVE.merge(Deleted.INSTANCE)).isSameAs(Deleted.INSTANCE);
        assertThat(Deleted.INSTANCE.merge(moved)).isSameAs(Deleted.INSTANCE);
        assertThat(Deleted.INSTANCE.merge(LIVE)).isSameAs(Deleted.INSTANCE);
    }

    @Test
    void onlyALiveSessionIsNoTombstone() {
        assertThat(LIVE.isTombstone()).isFalse();
        assertThat(Moved.to(null, EARLY, A).isTombstone()).isTrue();
        assertThat(Deleted.INSTANCE.isTombstone()).isTrue();
    }

    @Test
    void latestIsTheLargestTimestampInside() {
        assertThat(LIVE.latest()).isEqualTo(LATE);
        assertThat(new Live(500, new LwwRegister(LATE.next(), 1800), 900, LIVE.attributes()).latest())
                .isEqualTo(LATE.next());
        assertThat(Moved.to(null, EARLY, A).latest()).isEqualTo(EARLY);
        assertThat(Deleted.INSTANCE.latest()).isEqualTo(HybridTimestamp.ZERO);
    }

    @Test
    void printsNoNamesOrValues() {
        assertThat(LIVE.toString()).contains("LwwMap[1 names, 0 removed]");
        assertThat(Deleted.INSTANCE).hasToString("Deleted");
    }
}
