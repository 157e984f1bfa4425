package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.state.SessionStateCodec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRecordTypeTests {

    private static final long NOW = 1_700_000_000_000L;

    private final SessionRecordType type =
            new SessionRecordType(new SessionStateCodec(), new SessionKeys("test"), Duration.ofHours(24));

    /** A node that was away may come back with a copy from before the removal for as long as it keeps copies. */
    @ParameterizedTest
    @CsvSource({
        "1800, 86300, true", // as long as deletions are remembered
        "1800, 86500, false",
        "604800, 604700, true", // as long as the session could be idle
        "604800, 604950, false", // and its grace
        "-1, 1699990000, true", // for ever
        "9223372036854775807, 1699990000, true"
    })
    void aRemovalIsRememberedAsLongAsACopyFromBeforeItMayLive(long maxInactiveSeconds, long age, boolean kept) {
        HybridTimestamp removedAt = HybridTimestamp.of(NOW - 1000 * age, 0);
        LwwMap attributes = LwwMap.EMPTY.with(Map.of("user", new LwwMap.Entry(removedAt, null)));

        LwwMap left = type.withoutOldRemovals(attributes, SessionRecordType.whole(maxInactiveSeconds), NOW);

        assertThat(left.get("user") != null).isEqualTo(kept);
    }
}
