package io.memshare.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.ForSeeds;
import io.memshare.crdt.Generator;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.crdt.MergeLaws;
import io.memshare.node.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveMergeTests implements MergeLaws<SessionState> {

    private static final Origin SMALLER = new Origin(Key.of("a"), HybridTimestamp.of(9, 0));
    private static final Origin LARGER = new Origin(Key.of("b"), HybridTimestamp.of(1, 0));

    @Override
    public SessionState generate(Generator generator) {
        return GeneratedStates.live(generator);
    }

    @Override
    public SessionState merge(SessionState left, SessionState right) {
        return left.merge(right);
    }

    @ForSeeds
    void isAsLateAsTheLaterOneOfTwoThatWereCreatedHere(Generator generator) {
        SessionState a = created(GeneratedStates.live(generator));
        SessionState b = created(GeneratedStates.live(generator));

        assertThat(merge(a, b).latest()).isEqualTo(HybridTimestamp.max(a.latest(), b.latest()));
    }

    private static Live created(Live live) {
        return new Live(
                live.creationMillis(), live.maxInactiveSeconds(), live.lastAccessedMillis(), live.attributes(), null);
    }

    @ForSeeds
    void keepsTheOriginThatIsKnownAndTheSmallerOfTwo(Generator generator) {
        Live created = created(GeneratedStates.live(generator));

        assertThat(merge(created, created).latest()).isEqualTo(created.latest());
        for (SessionState merged : List.of(
                merge(created, created.from(SMALLER)),
                merge(created.from(SMALLER), created),
                merge(created.from(SMALLER), created.from(LARGER)),
                merge(created.from(LARGER), created.from(SMALLER)))) {
            assertThat(merged).isEqualTo(created.from(SMALLER));
        }
    }

    @Test
    void theChangeThatBroughtItHereCountsForTheLatest() {
        Live created = new Live(0, new LwwRegister(HybridTimestamp.of(5, 0), 1), 0, LwwMap.EMPTY);

        assertThat(created.from(SMALLER).latest()).isEqualTo(SMALLER.at());
        assertThat(created.from(LARGER).latest()).isEqualTo(HybridTimestamp.of(5, 0));
    }

    @ForSeeds
    void nothingOfItIsAsLateAsTheChangeThatItRanksBelow(Generator generator) {
        Live live = created(GeneratedStates.live(generator));
        HybridTimestamp change = HybridTimestamp.of(1 + generator.below(3), generator.below(2));
        Live below = live.below(change);

        assertThat(below.latest()).isLessThan(change);
        assertThat(below.below(change)).isSameAs(below);
        assertThat(below.attributes().names()).isEqualTo(live.attributes().names());
    }
}
