package io.memshare.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvelopedRecordTypeTests {

    private static final Key KEY = Key.of("shop:w:one");
    private static final Set<String> STATE = Set.of("a", "b");

    private final RecordType<Set<String>> type = new EnvelopedRecordType<>(WordSet.TYPE, new Bound(), "shop");

    /** Puts a format and a checksum of the record's identity before the bytes. */
    private static final class Bound implements Envelope {

        @Override
        public byte[] wrap(RecordId record, byte[] plain) {
            return ByteBuffer.allocate(5 + plain.length)
                    .put((byte) LOWEST_FORMAT)
                    .putInt(identity(record))
                    .put(plain)
                    .array();
        }

        @Override
        public boolean isCurrent(byte[] stored) {
            return true;
        }

        @Override
        public byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException {
            ByteBuffer buffer = ByteBuffer.wrap(stored);
            if (stored.length < 5 || buffer.get() != (byte) LOWEST_FORMAT || buffer.getInt() != identity(record)) {
                throw new MalformedRecordException("record was not wrapped for this key", 0);
            }
            byte[] plain = new byte[buffer.remaining()];
            buffer.get(plain);
            return plain;
        }

        private static int identity(RecordId record) {
            byte[] text = (record.namespace() + " " + record.kind() + " "
                            + record.key().text())
                    .getBytes(StandardCharsets.UTF_8);
            return Checksum.of(text);
        }
    }

    @Test
    void whatIsWrappedUnderAKeyIsFoundUnderIt() throws MalformedRecordException {
        assertThat(type.decode(KEY, type.encode(KEY, STATE))).isEqualTo(STATE);
    }

    @Test
    void equalStatesEncodeToEqualBytes() {
        assertThat(type.encode(KEY, Set.of("b", "a"))).isEqualTo(type.encode(Key.of(KEY.text()), STATE));
    }

    @Test
    void theEnvelopeIsGivenKeyKindAndNamespace() {
        byte[] stored = type.encode(KEY, STATE);

        refused(type, Key.of("shop:w:two"), stored);
        refused(new EnvelopedRecordType<>(WordSet.TYPE, new Bound(), "other"), KEY, stored);
        refused(new EnvelopedRecordType<>(new OtherKind(), new Bound(), "shop"), KEY, stored);
    }

    private static void refused(RecordType<Set<String>> by, Key key, byte[] stored) {
        assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> by.decode(key, stored));
    }

    @Test
    void theRulesAreThoseOfTheType() {
        assertThat(type.kind()).isEqualTo("words");
        assertThat(type.merge(STATE, Set.of("c"))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(type.isTombstone(Set.of("gone"))).isTrue();
        assertThat(type.isTombstone(STATE)).isFalse();
        assertThat(type.timeToLive(STATE)).isEqualTo(WordSet.LIFE);
    }

    /** The same words as another kind. */
    private static final class OtherKind implements RecordType<Set<String>> {

        @Override
        public String kind() {
            return "other";
        }

        @Override
        public byte[] encode(Key key, Set<String> state) {
            return WordSet.TYPE.encode(key, state);
        }

        @Override
        public Set<String> decode(Key key, byte[] bytes) throws MalformedRecordException {
            return WordSet.TYPE.decode(key, bytes);
        }

        @Override
        public Set<String> merge(Set<String> left, Set<String> right) {
            return WordSet.TYPE.merge(left, right);
        }

        @Override
        public boolean isTombstone(Set<String> state) {
            return WordSet.TYPE.isTombstone(state);
        }

        @Override
        public TimeToLive timeToLive(Set<String> state) {
            return WordSet.LIFE;
        }
    }
}
