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
import org.junit.jupiter.api.Test;

class SessionRecordTypeTests {

    private static final long NOW = 1_700_000_000_000L;

    private final SessionRecordType type =
            new SessionRecordType(new SessionStateCodec(), new SessionKeys("test"), Retention.of(Duration.ofHours(24)));

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
