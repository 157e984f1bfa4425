package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.index.IndexEntry;
import io.memshare.node.Key;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which entries are dropped: none of a session that may still be written. */
class SessionEntriesTests {

    private static final long NOW = 1_700_000_000_000L;
    private static final Key KEY = Key.of("memshare:s:name");

    private static IndexedSession session(Duration loggedIn, Duration entered, LookupResult result) {
        HybridTimestamp since = HybridTimestamp.of(NOW - loggedIn.toMillis(), 0);
        return new IndexedSession(
                "name",
                new IndexEntry(since, Long.MAX_VALUE, "name"),
                HybridTimestamp.of(NOW - entered.toMillis(), 0),
                result);
    }

    private static boolean isGone(IndexedSession session) {
        return SessionEntries.gone(List.of(session), NOW).contains("name");
    }

    @Test
    void aSessionThatEndedIsGone() {
        assertThat(isGone(session(Duration.ZERO, Duration.ZERO, new LookupResult.Ended(KEY))))
                .isTrue();
    }

    @Test
    void aSessionThatWasEnteredLongAgoAndIsNotThereIsGone() {
        Duration longAgo = Duration.ofMinutes(61);
        assertThat(isGone(session(longAgo, longAgo, new LookupResult.Nothing(KEY))))
                .isTrue();
    }

    @Test
    void aLoginOfLongAgoThatWasJustEnteredUnderAnotherIdIsNot() {
        assertThat(isGone(session(Duration.ofDays(1), Duration.ofMinutes(59), new LookupResult.Nothing(KEY))))
                .isFalse();
    }

    @Test
    void anIdThatWasLeftIsNotAsItMayLeadToOthers() {
        assertThat(isGone(session(Duration.ofDays(1), Duration.ofDays(1), new LookupResult.Left(KEY))))
                .isFalse();
    }
}
