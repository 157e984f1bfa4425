package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.replication.Copies;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of all lifetimes, in seconds. The grace is 60 s, and tombstones are kept for a day, which is 86,400 s. */
class RetentionTests {

    private static final long NOW = 1_700_000_000_000L;
    private static final HybridTimestamp AT = HybridTimestamp.of(NOW, 0);
    private static final Retention RETENTION = Retention.of(Duration.ofDays(1));
    private static final SessionState MOVED = Moved.to(null, AT, Key.of("test:s:a"));
    private static final long FOREVER = Long.MAX_VALUE;

    private static Live live(long maxInactiveSeconds, long lastAccessedMillis) {
        return new Live(0, new LwwRegister(AT, maxInactiveSeconds), lastAccessedMillis, LwwMap.EMPTY);
    }

    private static Live live(long maxInactiveSeconds) {
        return live(maxInactiveSeconds, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 1860",
        "0, 60",
        "-1, 9223372036854775807",
        "-9223372036854775808, 9223372036854775807",
        "9223372036854775746, 9223372036854775806",
        "9223372036854775747, 9223372036854775807",
        "9223372036854775748, 9223372036854775807",
        "9223372036854775807, 9223372036854775807"
    })
    void aSessionIsKeptForItsIdleTimeoutAndTheGrace(long maxInactive, long kept) {
        assertThat(Retention.full(maxInactive).seconds()).isEqualTo(kept);
        assertThat(RETENTION.full(live(maxInactive)).seconds()).isEqualTo(kept);
        assertThat(Retention.GRACE).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 0, 1860",
        "1800, 999, 1860", // whole seconds
        "1800, 1000, 1859",
        "1800, 1859000, 1",
        "1800, 1860000, 1", // expired, but the write is under way
        "1800, 99999999, 1",
        "1800, -5000, 1860", // used later, by the clock of another server
        "-1, 99999999, 9223372036854775807"
    })
    void aWriteKeepsASessionForTheTimeThatItHadLeftWhenItWasFound(long maxInactive, long idleMillis, long kept) {
        assertThat(RETENTION.remaining(live(maxInactive, NOW - idleMillis), NOW).seconds())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 86400", // longer than any copy of the session
        "86340, 86400",
        "86341, 86401",
        "604800, 604860",
        "-1, 9223372036854775807"
    })
    void aTombstoneOutlivesTheCopiesThatItSupersedes(long maxInactive, long kept) {
        for (SessionState tombstone : List.of(MOVED, Deleted.INSTANCE)) {
            assertThat(RETENTION.full(tombstone).seconds()).isEqualTo(86_400);
            assertThat(RETENTION.remaining(tombstone, 2 * NOW).seconds()).isEqualTo(86_400);
            assertThat(RETENTION.superseding(tombstone, List.of()).seconds()).isEqualTo(86_400);
            assertThat(RETENTION
                            .superseding(tombstone, List.of(live(60), live(maxInactive), MOVED))
                            .seconds())
                    .isEqualTo(kept);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1800, '', 86400",
        "1800, 100/100, 86400",
        "1800, 100//90000, 90000", // a copy with a former idle timeout
        "604800, 100/90000, 604860",
        "1800, 9223372036854775807/0, 9223372036854775807"
    })
    void aDeletionOutlivesEachCopyThatWasRead(long maxInactive, String left, long kept) {
        assertThat(RETENTION
                        .deletion(List.of(live(maxInactive)), Copies.keptFor(left))
                        .seconds())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 86400",
        "86400/86400, 86400",
        "100/80000, 80000", // a late touch has shortened it on a single node
        "100/43200, 43200",
        "100/43199, 86400", // or on all
        "0/0, 86400",
        "100/604860, 604860", // it was stored for longer than a day
        "9223372036854775807, 9223372036854775807"
    })
    void aTombstoneThatIsReadGetsTheLongestTimeOfAnyNode(String left, long kept) {
        for (SessionState tombstone : List.of(MOVED, Deleted.INSTANCE)) {
            assertThat(RETENTION.reread(tombstone, Copies.keptFor(left)).seconds())
                    .isEqualTo(kept);
        }
    }

    /** A node that was away may come back with a copy from before the removal for as long as it keeps copies. */
    @ParameterizedTest
    @CsvSource({
        "1800, 1800, 86300, true", // as long as tombstones
        "1800, 1800, 86500, false",
        "604800, 604800, 604700, true", // as long as the session could be idle
        "604800, 604800, 604855, true", // and its grace
        "604800, 604800, 604950, false",
        "604800, 60, 604700, true", // with its former idle timeout
        "60, 604800, 604700, true", // or with its new one
        "60, 604800, 604950, false",
        "-1, 60, 1699990000, true",
        "9223372036854775807, 60, 1699990000, true"
    })
    void aRemovalIsRetainedAsLongAsACopyFromBeforeItMayLive(long before, long maxInactive, long age, boolean kept) {
        HybridTimestamp removedAt = HybridTimestamp.of(NOW - 1000 * age, 0);
        LwwMap attributes = LwwMap.EMPTY.with(Map.of("user", new LwwMap.Entry(removedAt, null)));

        LwwMap left = RETENTION.withoutOldRemovals(attributes, live(before), maxInactive, NOW);

        assertThat(left.get("user") != null).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "100000, -1, 100000", // the nodes do not tell
        "100000, 100, 100000", // they agree with the record
        "100000, 99, 100000",
        "100000, 103, 100000",
        "100000, 104, 103000", // the session was written by a server whose clock is late
        "100000, 60, 59000", // it was used since the last write
        "100000, 0, 0",
        "-1000, 0, 0" // not in the future
    })
    void theLastUseIsTakenFromTheNodesUnlessTheRecordIsMorePrecise(long agoInRecord, long idleSeconds, long ago) {
        Live live = live(1800, NOW - agoInRecord);

        assertThat(Retention.lastAccessedMillis(live, idleSeconds, NOW)).isEqualTo(NOW - ago);
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 1799999, false",
        "1800, 1800000, true",
        "0, 0, true",
        "0, -1, false",
        "-1, 99999999999, false",
        "9223372036854775807, 99999999999, false"
    })
    void aSessionExpiresAfterItsIdleTimeout(long maxInactive, long idleMillis, boolean expired) {
        long end = RETENTION.timeouts().endMillis(0, NOW - idleMillis, maxInactive);
        assertThat(end <= NOW).isEqualTo(expired);
    }

    @ParameterizedTest
    @CsvSource({
        "600, 299999, false", // half of the idle timeout
        "600, 300000, true",
        "604800, 599999, false", // ten minutes at most
        "604800, 600000, true",
        "-1, 599999, false",
        "-1, 600000, true",
        "0, 0, true"
    })
    void aSessionThatIsOnlyReadGetsItsCurrentNameInTime(long maxInactive, long unchangedMillis, boolean due) {
        assertThat(Retention.isRenamingDue(live(maxInactive, NOW - unchangedMillis), NOW))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 88260", // a day longer than the session
        "86340, 172800",
        "604800, 1209720", // twice as long as the session
        "-1, 9223372036854775807",
        "4611686018427387903, 9223372036854775807"
    })
    void anIndexEntryOutlivesItsSession(long maxInactive, long kept) {
        TimeToLive entry = Retention.indexEntry(maxInactive);
        assertThat(entry.seconds()).isEqualTo(kept);
        assertThat(Retention.endSeconds(entry, NOW)).isEqualTo(kept == FOREVER ? FOREVER : NOW / 1000 + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, false",
        "59999, true, false",
        "60000, false, false",
        "3600000, false, false",
        "3600001, false, true"
    })
    void anEntryWithoutASessionIsAboutToBeWrittenThenInDoubtThenObsolete(long age, boolean written, boolean never) {
        assertThat(Retention.isBeingWritten(NOW - age, NOW)).isEqualTo(written);
        assertThat(Retention.isNeverWritten(NOW - age, NOW)).isEqualTo(never);
    }
}
