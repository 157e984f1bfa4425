package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.Cluster;
import io.memshare.MemshareSettings;
import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.seal.Sealing;
import io.memshare.testkit.MemcachedServer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Records in an envelope of the application's own, on real nodes. */
class EnvelopedSessionTests {

    @AutoClose
    private final Cluster cluster = Cluster.of(2);

    /** Puts the envelope's format before the bytes and turns all bits of these. */
    private static final Envelope TURNED = new Envelope() {
        @Override
        public byte[] wrap(RecordId record, byte[] plain) {
            byte[] stored = new byte[plain.length + 1];
            stored[0] = (byte) LOWEST_FORMAT;
            for (int i = 0; i < plain.length; i++) {
                stored[i + 1] = (byte) ~plain[i];
            }
            return stored;
        }

        @Override
        public boolean isCurrent(byte[] stored) {
            return true;
        }

        @Override
        public byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException {
            if (stored.length == 0 || stored[0] != (byte) LOWEST_FORMAT) {
                throw new MalformedRecordException("record is in no envelope", 0);
            }
            byte[] plain = Arrays.copyOfRange(stored, 1, stored.length);
            for (int i = 0; i < plain.length; i++) {
                plain[i] = (byte) ~plain[i];
            }
            return plain;
        }
    };

    private static Sealing in(Envelope envelope) {
        return new Sealing() {
            @Override
            public Envelope envelope() {
                return envelope;
            }

            @Override
            public List<byte[]> names(String kind, byte[] secret) {
                return Sealing.NONE.names(kind, secret);
            }
        };
    }

    private MemshareSessionRepository repository(Envelope envelope) {
        MemshareSettings settings =
                cluster.settings().toBuilder().sealing(in(envelope)).build();
        return Cluster.repository(cluster.app(settings, InstantSource.system()));
    }

    private static String saved(MemshareSessionRepository repository) {
        MemshareSession session = repository.createSession();
        session.setAttribute("name", "value");
        repository.save(session);
        return session.getId();
    }

    @Test
    void everyStoredRecordIsInTheEnvelope() {
        MemshareSessionRepository repository = repository(TURNED);
        String id = saved(repository);

        for (int i = 0; i < cluster.size(); i++) {
            MemcachedServer server = cluster.server(i);
            for (String key : Cluster.sessionKeys(server)) {
                assertThat(server.value(key)).startsWith(Envelope.LOWEST_FORMAT);
            }
            assertThat(Cluster.sessionKeys(server)).hasSize(1);
        }
        MemshareSession found = repository(TURNED).findById(id);
        assertThat(found).isNotNull();
        assertThat(found.<String>getAttribute("name")).isEqualTo("value");
    }

    @Test
    void withoutTheEnvelopeARecordIsNeitherAbsentNorOverwritten() {
        String id = saved(repository(TURNED));
        byte[] before = onlyRecord();

        MemshareSessionRepository plain = repository(Envelope.PLAIN);

        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> plain.findById(id));
        assertThat(onlyRecord()).isEqualTo(before);
    }

    private byte[] onlyRecord() {
        MemcachedServer server = cluster.server(0);
        return server.value(Cluster.sessionKeys(server).iterator().next());
    }
}
