package io.memshare.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memshare.node.Key;
import org.junit.jupiter.api.Test;

class EnvelopeTests {

    private static final RecordId RECORD = new RecordId("shop", "session", Key.of("shop:s:secret-name"));

    @Test
    void thePlainEnvelopeCopiesNothing() throws MalformedRecordException {
        byte[] bytes = {1, 2, 3};

        assertThat(Envelope.PLAIN.wrap(RECORD, bytes)).isSameAs(bytes);
        assertThat(Envelope.PLAIN.unwrap(RECORD, bytes)).isSameAs(bytes);
    }

    @Test
    void thePlainEnvelopeLeavesEmptyAndHighestPlainFormatsToTheCodec() throws MalformedRecordException {
        byte[] empty = {};
        byte[] highest = {0x7f};

        assertThat(Envelope.PLAIN.unwrap(RECORD, empty)).isSameAs(empty);
        assertThat(Envelope.PLAIN.unwrap(RECORD, highest)).isSameAs(highest);
    }

    @Test
    void anotherEnvelopeIsAnUnknownFormatAndNoDamage() {
        for (int format = Envelope.LOWEST_FORMAT; format <= 0xff; format++) {
            byte[] stored = {(byte) format, 1};
            assertThatExceptionOfType(MalformedRecordException.class)
                    .isThrownBy(() -> Envelope.PLAIN.unwrap(RECORD, stored))
                    .withMessage("record is in an envelope of format " + (stored[0] & 0xff)
                            + ", which this application does not open at offset 0")
                    .satisfies(ex -> assertThat(ex.isUnknownFormat()).isTrue());
        }
    }

    @Test
    void aRecordPrintsWithoutTheTextOfItsKey() {
        assertThat(RECORD.toString()).contains("shop", "session").doesNotContain("secret-name");
    }

    @Test
    void aKindHasOneForm() {
        for (String kind : new String[] {"", "Session", "a:b", "x".repeat(33)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RecordId("shop", kind, Key.of("k")))
                    .withMessageContaining("1 to 32 characters");
        }
    }
}
