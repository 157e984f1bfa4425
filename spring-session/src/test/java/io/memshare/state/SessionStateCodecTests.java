package io.memshare.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.memshare.codec.MalformedRecordException;
import io.memshare.crdt.ForSeeds;
import io.memshare.crdt.Generator;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStateCodecTests {

    private static final String LIVE_HEAD = "0101" + "00" + "0000000000000000" + "00" + "00";
    private static final String TIMESTAMP = "0000000000000001";

    private final SessionStateCodec codec = new SessionStateCodec();

    @ForSeeds
    void decodeInvertsEncode(Generator generate) throws MalformedRecordException {
        SessionState state = GeneratedStates.any(generate);

        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }

    @ForSeeds
    void equalStatesEncodeToEqualBytes(Generator generate) {
        SessionState a = GeneratedStates.any(generate);
        SessionState b = GeneratedStates.any(generate);
        SessionState c = GeneratedStates.any(generate);

        assertThat(codec.encode(a.merge(b).merge(c))).isEqualTo(codec.encode(c.merge(b.merge(a))));
        assertThat(Arrays.equals(codec.encode(a), codec.encode(b))).isEqualTo(a.equals(b));
    }

    @ForSeeds
    void survivesRandomBytes(Generator generate) {
        byte[] bytes = generate.bytes(generate.below(200));
        acceptsOnlyWhatItWrites(bytes);
        for (int i = 0; i < Math.min(2, bytes.length); i++) {
            bytes[i] = (byte) (1 + generate.below(i == 0 ? 2 : 3));
        }
        acceptsOnlyWhatItWrites(bytes);
    }

    @ForSeeds
    void refusesEveryTruncation(Generator generate) {
        byte[] record = codec.encode(GeneratedStates.any(generate));
        for (int length = 0; length < record.length; length++) {
            try {
                codec.decode(Arrays.copyOf(record, length));
            } catch (MalformedRecordException refused) {
                continue;
            }
            throw new AssertionError("accepts the first " + length + " of " + record.length + " bytes");
        }
    }

    @ForSeeds
    void survivesEveryByteFlipped(Generator generate) {
        byte[] record = codec.encode(GeneratedStates.any(generate));
        for (int i = 0; i < record.length; i++) {
            byte[] altered = record.clone();
            for (int bit = 0; bit < 8; bit++) {
                altered[i] = (byte) (record[i] ^ 1 << bit);
                acceptsOnlyWhatItWrites(altered);
            }
            altered[i] = (byte) ~record[i];
            acceptsOnlyWhatItWrites(altered);
        }
    }

    private void acceptsOnlyWhatItWrites(byte[] bytes) {
        try {
            SessionState state = codec.decode(bytes);
            if (!Arrays.equals(codec.encode(state), bytes)) {
                throw new AssertionError(
                        "decodes, but encodes differently: " + HexFormat.of().formatHex(bytes));
            }
        } catch (MalformedRecordException refused) {
            if (refused.offset() < 0 || refused.offset() > bytes.length) {
                throw new AssertionError("points beyond the bytes", refused);
            }
        }
    }

    @Test
    void anUnknownFormatIsAnErrorOfItsOwn() {
        MalformedRecordException refused = refusal("0303");

        assertThat(refused).hasMessage("record has format 3, this version reads formats 1 to 2 at offset 0");
        assertThat(refused.isUnknownFormat()).isTrue();
        assertThat(refusal("ff").isUnknownFormat()).isTrue();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "'', record ends before the part that starts at offset 0",
        "01, record ends before the part that starts at offset 1",
        "0100, kind of the state is unknown at offset 1",
        "0104, kind of the state is unknown at offset 1",
        "010300, record goes on after its last part at offset 2",
        "0102000000000000000103616263ff, record goes on after its last part at offset 14",
        "01020000000000000001046162, record ends before the part that starts at offset 11",
        "0102000000000000000100, a text is not a key at offset 10",
        "010200000000000000010120, a text is not a key at offset 10",
        "0203, the state has bytes in an earlier format at offset 0",
        "020100000000000000000000000000, the state has bytes in an earlier format at offset 0",
        "0202000100000000000000010161, the state has bytes in an earlier format at offset 0",
        "02020000, successors are not 1 to 8 in ascending order at offset 3",
        "020200020000000000000002016100000000000000010162, successors are not 1 to 8 in ascending order at offset 3",
        "020200020000000000000001016100000000000000020161, successors are not 1 to 8 in ascending order at offset 3",
        "020200020000000000000001016100000000000000010161, successors are not 1 to 8 in ascending order at offset 3",
        "02020120000000000000000101000000000000000201, a text is not a key at offset 2",
        "020200ff, record ends before the part that starts at offset 4"
    })
    void damageIsToldWithItsPlace(String hex, String message) {
        MalformedRecordException refused = refusal(hex);

        assertThat(refused).hasMessage(message);
        assertThat(refused.isUnknownFormat()).isFalse();
        assertThat(message).endsWith(" at offset " + refused.offset());
    }

    @Test
    void refusesNineSuccessors() throws MalformedRecordException {
        assertThat(codec.decode(bytes("020200" + "08" + distinct(8)))).isInstanceOf(Moved.class);
        assertThat(refusal("020200" + "09" + distinct(9)))
                .hasMessage("successors are not 1 to 8 in ascending order at offset 3");
    }

    @Test
    void refusesNamesOutOfOrderAndTwice() throws MalformedRecordException {
        String a = "0161" + TIMESTAMP + "00";
        String b = "0162" + TIMESTAMP + "020a";

        assertThat(codec.decode(bytes(LIVE_HEAD + "02" + a + b))).isInstanceOf(Live.class);
        assertThat(refusal(LIVE_HEAD + "02" + b + a)).hasMessage("the names are not in ascending order at offset 26");
        assertThat(refusal(LIVE_HEAD + "02" + a + a)).hasMessage("the names are not in ascending order at offset 25");
    }

    @ParameterizedTest
    @CsvSource({"ffffffff0f", "ffffffffffffffff7f", "ffffffffffffffffff01"})
    void refusesForgedLengths(String length) {
        assertThat(refusal(LIVE_HEAD + length)).hasMessageStartingWith("number of elements is more");
        assertThat(refusal(LIVE_HEAD + "01" + length + TIMESTAMP + "00")).hasMessageStartingWith("record ends before");
        assertThat(refusal(LIVE_HEAD + "01" + "0161" + TIMESTAMP + length))
                .hasMessageStartingWith("record ends before");
    }

    /** So many successors: timestamps 1, 2, 3... and the keys a, b, c... */
    private static String distinct(int count) {
        StringBuilder hex = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            hex.append(String.format("%016x01%02x", i, 0x60 + i));
        }
        return hex.toString();
    }

    private MalformedRecordException refusal(String hex) {
        MalformedRecordException refused =
                catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(bytes(hex)));
        assertThat(refused).as(hex).isNotNull();
        return refused;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
