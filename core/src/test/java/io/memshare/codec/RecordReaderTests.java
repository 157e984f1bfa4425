package io.memshare.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.crdt.ForSeeds;
import io.memshare.crdt.Generator;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTests {

    @ForSeeds
    void decodeInvertsEncode(Generator generate) throws MalformedRecordException {
        long number = generate.number();
        byte[] bytes = generate.bytes(generate.below(5));
        RecordReader reader = new RecordReader(RecordSink.collect(sink -> {
            sink.putByte((int) number);
            sink.putVarint(number);
            sink.putSignedVarint(number);
            sink.putLong(number);
            sink.putBytes(bytes);
        }));

        assertThat(reader.readByte()).isEqualTo((int) number & 0xff);
        assertThat(reader.readVarint()).isEqualTo(number);
        assertThat(reader.readSignedVarint()).isEqualTo(number);
        assertThat(reader.readLong()).isEqualTo(number);
        assertThat(reader.readBytes(bytes.length)).isEqualTo(bytes);
        reader.readEnd();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "9223372036854775807, ffffffffffffffff7f",
        "-1, ffffffffffffffffff01"
    })
    void writesNumbersSevenBitsAtATime(long number, String hex) {
        assertThat(hex(RecordSink.collect(sink -> sink.putVarint(number)))).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "-1, 01", "1, 02", "-2, 03", "1800, 901c", "-9223372036854775808, ffffffffffffffffff01"})
    void writesSmallNumbersOfEitherSignShort(long number, String hex) {
        assertThat(hex(RecordSink.collect(sink -> sink.putSignedVarint(number))))
                .isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8000",
                "ff00",
                "80808000",
                "ffffffffffffffffff02",
                "8080808080808080808000",
                "ffffffffffffffffffff01"
            })
    void refusesNumbersInAnotherForm(String hex) {
        assertThatThrownBy(() -> reader(hex).readVarint())
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageStartingWith("number is ")
                .hasMessageEndingWith(" at offset 0");
    }

    @Test
    void refusesToReadBeyondTheEnd() {
        assertThatThrownBy(() -> reader("").readByte()).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> reader("80").readVarint()).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> reader("00000000000000").readLong()).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> reader("0000").readBytes(3))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("record ends before the part that starts at offset 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void refusesForgedLengths(long length) {
        byte[] record = RecordSink.collect(sink -> {
            sink.putVarint(length);
            sink.putBytes(new byte[2]);
        });

        assertThatThrownBy(() -> new RecordReader(record).readText()).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> new RecordReader(record).readCount(1)).isInstanceOf(MalformedRecordException.class);
        assertThatThrownBy(() -> new RecordReader(record).readBytes(length == 3 ? 100 : length))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void countsOnlyElementsThereIsRoomFor() throws MalformedRecordException {
        assertThat(reader("02000000000000").readCount(3)).isEqualTo(2);
        assertThatThrownBy(() -> reader("020000000000").readCount(3))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("number of elements is more than the record has room for at offset 0");
    }

    @Test
    void refusesBytesAfterTheEnd() throws MalformedRecordException {
        RecordReader reader = reader("0102");
        assertThat(reader.readByte()).isEqualTo(1);

        assertThatThrownBy(reader::readEnd)
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("record goes on after its last part at offset 1");
    }

    @Test
    void refusesARecordTooLargeForAnArray() {
        byte[] megabyte = new byte[1 << 20];

        assertThatThrownBy(() -> RecordSink.collect(sink -> {
                    for (int i = 0; i < 2048; i++) {
                        sink.putBytes(megabyte);
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("record needs 2147483648 bytes, at most 2147483639 fit");
    }

    private static RecordReader reader(String hex) {
        return new RecordReader(HexFormat.of().parseHex(hex));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
