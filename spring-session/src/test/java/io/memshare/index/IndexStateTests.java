package io.memshare.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.HybridTimestamp;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexStateTests extends EntriesContract<IndexState> {

    private static final String A = "a".repeat(43);
    private static final String B = "b".repeat(43);

    /** The bytes that {@code docs/record-format.md} works through. */
    static final String FROZEN = "01" // format
            + "d8b805" // lifetime 89,176
            + "01" // one entry
            + "2b" + "61".repeat(43) // its name
            + "0000000000020000" // written at 2+0
            + "36" // 53 bytes
            + "0000000000010003" // since 1+3
            + "07" // until 7
            + "2b" + "62".repeat(43); // family

    private static HybridTimestamp at(long millis, int counter) {
        return HybridTimestamp.of(millis, counter);
    }

    private static IndexState frozen() {
        return IndexState.EMPTY.with(A, new IndexEntry(at(1, 3), 7, B), at(2, 0), 89_176);
    }

    IndexStateTests() {
        super(new IndexStateCodec(), IndexState.TYPE, FROZEN, frozen(), IndexState.EMPTY, IndexStateTests::state);
    }

    @Test
    void namesThatLeadToNoSessionAreRefused() {
        for (String name : List.of("", "short", "*".repeat(43), "a".repeat(44))) {
            IndexState state = IndexState.EMPTY.with(name, new IndexEntry(at(1, 0), 7, B), at(2, 0), 5);
            IndexState family = IndexState.EMPTY.with(A, new IndexEntry(at(1, 0), 7, name), at(2, 0), 5);
            for (IndexState wrong : List.of(state, family)) {
                byte[] bytes = new IndexStateCodec().encode(wrong);
                assertThatExceptionOfType(MalformedRecordException.class)
                        .isThrownBy(() -> new IndexStateCodec().decode(bytes));
            }
        }
    }

    private static IndexState state(Random random) {
        IndexState state = IndexState.EMPTY;
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = random.nextBoolean() ? A : B;
            IndexEntry entry = new IndexEntry(at(random.nextInt(3), 0), random.nextInt(3), name);
            state = state.with(name, entry, at(random.nextInt(3), 0), 1 + random.nextInt(3));
        }
        return state;
    }

    @Test
    void entriesArePastWhenTheirEndIs() {
        IndexState state = frozen().with(B, new IndexEntry(at(1, 0), 9, B), at(2, 0), 5);
        assertThat(state.after(7)).isSameAs(state);
        assertThat(state.after(8).decoded()).containsOnlyKeys(B);
        assertThat(state.after(10).decoded()).isEmpty();
        assertThat(state.after(10).lifetimeSeconds()).isEqualTo(89_176);
    }

    @Test
    void sessionsThatAreGoneAreDroppedWithoutTrace() {
        IndexState state = frozen().with(B, new IndexEntry(at(1, 0), 9, B), at(2, 0), 5);
        assertThat(state.without(Set.of(A)).entries().size()).isEqualTo(1);
        assertThat(state.without(Set.of("another"))).isSameAs(state);
    }

    @Test
    void aRecordIsKeptAsLongAsItsLongestLivedSessionNeeds() {
        IndexState state = frozen().with(B, new IndexEntry(at(1, 0), 9, B), at(2, 0), 100_000);
        assertThat(IndexState.TYPE.timeToLive(state).seconds()).isEqualTo(100_000);
        assertThat(IndexState.TYPE.timeToLive(state.merge(frozen())).seconds()).isEqualTo(100_000);
    }

    /** So that no stale copy brings an entry back while that would count. */
    @Test
    void aWithdrawnEntryStaysAwayForTenMinutes() {
        IndexState withdrawn = frozen().withRemoval(A, at(3, 0));
        assertThat(withdrawn.decoded()).isEmpty();
        assertThat(withdrawn.merge(frozen()).decoded()).isEmpty();
        assertThat(withdrawn.withRemoval(B, at(600_003, 0)).entries().size()).isEqualTo(2);
        assertThat(withdrawn.withRemoval(B, at(600_004, 0)).entries().size()).isEqualTo(1);
    }

    @Test
    void theTimeOfTheEndOfAllStays() {
        IndexState ended = frozen().without(Set.of(A)).endedAt(at(9, 0), 5);
        assertThat(ended.decoded()).isEmpty();
        assertThat(ended.without(Set.of(B)).entries().latest()).isEqualTo(at(9, 0));
        assertThat(ended.withRemoval(B, at(3_600_000, 0)).entries().size()).isEqualTo(2);
        assertThat(ended.merge(frozen()).without(Set.of(A)).entries().latest()).isEqualTo(at(9, 0));
    }
}
