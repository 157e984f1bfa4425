package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.node.Checksum;
import io.memshare.testkit.MemcachedServer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Copies that are damaged, or of a version to come. */
@TestInstance(Lifecycle.PER_CLASS)
class UnreadableRecordTests {

    private static final byte[] DAMAGED = {1, 99, 99};
    private static final byte[] OF_A_LATER_VERSION = {0x7f, 1, 1, 1};

    @AutoClose
    private final SharedSessions shared = new SharedSessions(3);

    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    @BeforeEach
    void repositories() {
        one = shared.repository(0);
        two = shared.repository(1);
    }

    private void put(int node, String id, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        shared.cluster.server(node).put(shared.copies(id).key(), bytes, crc.getValue(), 1000);
    }

    private void changeAndCompare(String id) {
        MemshareSession session = found(one, id);
        session.setAttribute("a", "2");
        one.save(session);
        assertThat(attribute(two, id, "a")).isEqualTo("2");
        assertThat(new HashSet<>(shared.copies(id).texts())).hasSize(1);
    }

    @Test
    void aDamagedCopyIsReplacedByTheOthers() {
        for (int node = 0; node < 3; node++) {
            String id = saved(one, "a", "1");
            put(node, id, DAMAGED);
            assertThat(attribute(two, id, "a")).isEqualTo("1");
            changeAndCompare(id);
        }
    }

    @Test
    void aCopyWithAWrongChecksumIsReplacedByTheOthers() {
        for (int node = 0; node < 3; node++) {
            String id = saved(one, "a", "1");
            MemcachedServer server = shared.cluster.server(node);
            String text = shared.copies(id).texts().get(node).replace("1", "3");
            server.put(shared.copies(id).key(), text.getBytes(StandardCharsets.ISO_8859_1), 12345, 1000);
            assertThat(attribute(two, id, "a")).isEqualTo("1");
            changeAndCompare(id);
        }
    }

    @Test
    void aSessionThatNoServerCanReadIsAbsent() {
        String id = saved(one, "a", "1");
        for (int node = 0; node < 3; node++) {
            put(node, id, DAMAGED);
        }
        assertThat(two.findById(id)).isNull();
        two.deleteById(id);
        assertThat(one.findById(id)).isNull();
    }

    @Test
    void damagedCopiesOnlyAreNoProofWhileANodeIsOutOfReach() {
        try (SharedSessions own = new SharedSessions(3)) {
            MemshareSessionRepository server = own.repository(0);
            String id = saved(server, "a", "1");
            for (int node = 0; node < 2; node++) {
                own.cluster.server(node).put(own.copies(id).key(), DAMAGED, Checksum.of(DAMAGED) & 0xffffffffL, 1000);
            }
            own.cluster.server(2).kill();
            assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> server.findById(id));
        }
    }

    @Test
    void aSessionThatNoServerCanReadIsAbsentOnManyNodesToo() {
        try (SharedSessions own = new SharedSessions(7)) {
            MemshareSessionRepository server = own.repository(0);
            String id = saved(server, "a", "1");
            for (int node = 0; node < 7; node++) {
                own.cluster.server(node).put(own.copies(id).key(), DAMAGED, Checksum.of(DAMAGED) & 0xffffffffL, 1000);
            }
            assertThat(server.findById(id)).isNull();
        }
    }

    @Test
    void aCopyOfALaterVersionIsLeftAlone() {
        String id = saved(one, "a", "1");
        put(1, id, OF_A_LATER_VERSION);
        MemshareSession session = found(one, id);
        session.setAttribute("a", "2");
        one.save(session);
        assertThat(attribute(two, id, "a")).isEqualTo("2");
        assertThat(shared.copies(id).texts().get(1))
                .isEqualTo(new String(OF_A_LATER_VERSION, StandardCharsets.ISO_8859_1));
    }

    /** The other copies may be lost; a server of the later version would then find the session alive. */
    @Test
    void aLogoutEndsACopyOfALaterVersionBesideOthers() {
        String id = saved(one, "a", "1");
        put(1, id, OF_A_LATER_VERSION);
        two.deleteById(id);
        assertThat(shared.copies(id).texts().get(1))
                .isEqualTo(shared.copies(id).texts().get(0))
                .isNotEqualTo(new String(OF_A_LATER_VERSION, StandardCharsets.ISO_8859_1));
        assertThat(one.findById(id)).isNull();
    }

    @Test
    void aLogoutEndsASessionOfALaterVersion() {
        String id = saved(one, "a", "1");
        for (int node = 0; node < 3; node++) {
            put(node, id, OF_A_LATER_VERSION);
        }
        two.deleteById(id);
        assertThat(one.findById(id)).isNull();
    }

    @Test
    void copiesOfALaterVersionOnlyAreNoProofThatThereIsNoSession() {
        String id = saved(one, "a", "1");
        for (int node = 0; node < 3; node++) {
            put(node, id, OF_A_LATER_VERSION);
        }
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> two.findById(id));
    }
}
