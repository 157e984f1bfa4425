package io.memshare.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.crdt.ForSeeds;
import io.memshare.crdt.Generator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTextTests {

    @ForSeeds
    void decodeInvertsEncode(Generator generate) throws MalformedRecordException {
        String text = generate.name();
        byte[] record = RecordSink.collect(sink -> sink.putText(text));
        RecordReader reader = new RecordReader(record);

        assertThat(reader.readText()).isEqualTo(text);
        reader.readEnd();
    }

    @ForSeeds
    void acceptsNoOtherBytesThanItWrites(Generator generate) {
        byte[] record = generate.bytes(1 + generate.below(8));
        record[0] = (byte) (record.length - 1);
        for (int i = 1; i < record.length; i++) {
            record[i] |= (byte) (generate.below(2) << 7);
        }
        try {
            String text = new RecordReader(record).readText();
            assertThat(RecordSink.collect(sink -> sink.putText(text))).isEqualTo(record);
        } catch (MalformedRecordException refused) {
            assertThat(refused).hasMessageStartingWith("text is not well-formed at offset ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "visit", "caf\u00e9", "\u20ac\uffff", "\ud83d\ude00", "a\ud83d\ude00z"})
    void isPlainUtf8WhereThatIsPossible(String text) {
        assertThat(bytesOf(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesALoneSurrogateAsItsOwnNumber() {
        assertThat(bytesOf("\ud800")).isEqualTo(HexFormat.of().parseHex("eda080"));
        assertThat(bytesOf("\udfff\ud800")).isEqualTo(HexFormat.of().parseHex("edbfbfeda080"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "80", // a continuation without a start
                "61bf",
                "c080", // more bytes than needed
                "c1bf",
                "e09fbf",
                "f08fbfbf",
                "c3", // cut off
                "e282",
                "f09f98",
                "c361", // a letter where a continuation has to be
                "e28261",
                "f4908080", // beyond U+10FFFF
                "f7bfbfbf",
                "f888808080", // five bytes and more
                "fe",
                "ff",
                "eda0bdedb880" // a pair of surrogates as two
            })
    void refusesWhatItDoesNotWrite(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] record = RecordSink.collect(sink -> {
            sink.putVarint(bytes.length);
            sink.putBytes(bytes);
            sink.putText("\u00e9\u00e9\u00e9");
        });

        assertThatThrownBy(() -> new RecordReader(record).readText())
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("text is not well-formed at offset ");
    }

    private static byte[] bytesOf(String text) {
        byte[] record = RecordSink.collect(sink -> sink.putText(text));
        assertThat(record[0]).isEqualTo((byte) (record.length - 1));
        return Arrays.copyOfRange(record, 1, record.length);
    }
}
