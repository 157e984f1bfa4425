package io.memshare.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordSink;
import io.memshare.crdt.HybridTimestamp;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NotBeforeStateTests extends EntriesContract<NotBeforeState> {

    private static final String A = "a".repeat(43);
    private static final String B = "b".repeat(43);
    private static final String KEPT = "k".repeat(22);

    /** The bytes that {@code docs/record-format.md} works through. */
    private static final String FROZEN = "01" // format
            + "d8b805" // lifetime 89,176
            + "01" // one entry
            + "2c" + "6f" + "61".repeat(43) // others of the value a...a
            + "0000000000020000" // not before 2+0
            + "19" // 24 bytes
            + "07" // until 7
            + "16" + "6b".repeat(22); // the kept family

    private static HybridTimestamp at(long millis) {
        return HybridTimestamp.of(millis, 0);
    }

    private static NotBeforeState frozen() {
        return NotBeforeState.EMPTY.with(
                NotBeforeEntries.nameOf(A, true), at(2), new NotBeforeState.Until(7, KEPT), 89_176);
    }

    NotBeforeStateTests() {
        super(
                new NotBeforeStateCodec(),
                NotBeforeState.TYPE,
                FROZEN,
                frozen(),
                NotBeforeState.EMPTY,
                NotBeforeStateTests::state);
    }

    private static NotBeforeState state(Random random) {
        NotBeforeState state = NotBeforeState.EMPTY;
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = NotBeforeEntries.nameOf(random.nextBoolean() ? A : B, random.nextBoolean());
            NotBeforeState.Until until = new NotBeforeState.Until(random.nextInt(3), "");
            state = state.with(name, at(random.nextInt(3)), until, 1 + random.nextInt(3));
        }
        return state;
    }

    @Test
    void entriesAreDroppedAfterTheirEnd() {
        NotBeforeState state =
                frozen().with(NotBeforeEntries.nameOf(B, false), at(3), new NotBeforeState.Until(9, ""), 5);
        assertThat(state.after(7)).isSameAs(state);
        assertThat(state.after(8).entries().names()).containsExactly(NotBeforeEntries.nameOf(B, false));
        assertThat(state.after(10).entries().names()).isEmpty();
    }

    /** So that a full slice of unlimited times fits into the largest value of a node by default. */
    @Test
    void aFullSliceFitsIntoANode() {
        NotBeforeState.Until longest = new NotBeforeState.Until(Long.MAX_VALUE, KEPT);
        int entry = RecordSink.collect(sink -> sink.putText(NotBeforeEntries.nameOf(A, true))).length
                + Long.BYTES
                + 2
                + longest.bytes().length;
        assertThat(NotBeforeStore.MOST_ENTRIES * entry).isLessThan(512 * 1024);
    }

    @Test
    void neitherTheEndOfAllNorThatOfOthersUndoesTheOther() {
        IndexEntry kept = new IndexEntry(at(5), Long.MAX_VALUE, KEPT);
        IndexEntry other = new IndexEntry(at(5), Long.MAX_VALUE, "o".repeat(22));
        for (long all : new long[] {4, 6}) {
            NotBeforeState state = frozen().with(
                            NotBeforeEntries.nameOf(A, false), at(all), new NotBeforeState.Until(99, ""), 5)
                    .with(NotBeforeEntries.nameOf(A, true), at(6), new NotBeforeState.Until(99, KEPT), 5);
            NotBeforeMemory memory = new NotBeforeMemory();
            memory.learn("a", at(7), state, 0);
            assertThat(memory.of(A).ends(kept)).isEqualTo(all == 6);
            assertThat(memory.of(A).ends(other)).isTrue();
        }
    }

    @Test
    void aSliceIsReadAgainOnlyIfItIsAnnouncedAgain() {
        NotBeforeMemory memory = new NotBeforeMemory();
        assertThat(memory.isNews("a", at(1))).isTrue();
        memory.learn("a", at(2), frozen(), 0);
        assertThat(memory.isNews("a", at(2))).isFalse();
        assertThat(memory.isNews("a", at(3))).isTrue();
        memory.learn("a", at(1), NotBeforeState.EMPTY, 0);
        assertThat(memory.of(A).others()).isEqualTo(at(2));
    }

    /** The nodes may have evicted it, or somebody may have deleted it. */
    @Test
    void aSliceThatIsAnnouncedButGoneIsNotForgotten() {
        NotBeforeMemory memory = new NotBeforeMemory();
        memory.learn("a", at(2), frozen(), 0);
        memory.learn("a", at(3), NotBeforeState.EMPTY, 0);
        assertThat(memory.of(A).others()).isEqualTo(at(2));
        assertThat(memory.isNews("a", at(3))).isFalse();
    }

    /** The key of a slice and the name of a value are made of such names. */
    @Test
    void aNameThatNoServerWritesIsDamage() throws Exception {
        NotBeforeStateCodec codec = new NotBeforeStateCodec();
        NotBeforeState.Until until = new NotBeforeState.Until(7, "");
        for (String name : List.of("", "ab", " ", "\n", "é", "b" + A, "a" + A + "a", "a" + "*".repeat(43))) {
            byte[] bytes = codec.encode(NotBeforeState.EMPTY.with(name, at(1), until, 5));
            assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> codec.decode(bytes));
        }
        for (String name : List.of("a", "_", "-", "9", "o" + A)) {
            NotBeforeState state = NotBeforeState.EMPTY.with(name, at(1), until, 5);
            assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
        }
    }

    @Test
    void whatHasEndedIsForgotten() {
        NotBeforeMemory memory = new NotBeforeMemory();
        memory.learn("a", at(2), frozen(), 0);
        memory.forgetBefore(7);
        assertThat(memory.of(A)).isNotEqualTo(NotBefore.NONE);
        memory.forgetBefore(8);
        assertThat(memory.isEmpty()).isTrue();
    }
}
