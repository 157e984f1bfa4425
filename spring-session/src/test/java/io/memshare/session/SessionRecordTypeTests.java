package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Key;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

    @Test
    void linksLeadToSessionsOfTheNamespaceOnly() throws MalformedRecordException {
        Key key = new SessionKeys("test").of("id");
        HybridTimestamp at = HybridTimestamp.of(NOW, 0);
        Live live = new Live(NOW, new LwwRegister(at, 60), NOW, LwwMap.EMPTY);
        for (SessionState linked : List.of(live.from(new Origin(key, at)), Moved.to(new Origin(key, at), at, key))) {
            assertThat(type.decode(key, type.encode(key, linked))).isEqualTo(linked);
        }
        for (String foreign : List.of("test:marker", "other:s:" + "A".repeat(43), "test:s:short")) {
            Key elsewhere = Key.of(foreign);
            for (SessionState forged : List.of(
                    live.from(new Origin(elsewhere, at)),
                    Moved.to(new Origin(elsewhere, at), at, key),
                    Moved.to(null, at, key).merge(Moved.to(null, at, elsewhere)))) {
                assertThatExceptionOfType(MalformedRecordException.class)
                        .isThrownBy(() -> type.decode(key, type.encode(key, forged)));
            }
        }
    }
}
