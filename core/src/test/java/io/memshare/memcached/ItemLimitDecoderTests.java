package io.memshare.memcached;

import static io.memshare.memcached.Pieces.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemLimitDecoderTests {

    private static Integer limit(String bytes) throws ProtocolException {
        return Pieces.everyWay(ItemLimitDecoder::new, bytes(bytes));
    }

    @Test
    void theLimitIsReadFromAmongTheSettings() throws ProtocolException {
        assertThat(limit("STAT maxbytes 1\r\nSTAT item_size_max 2097152\r\nSTAT inter \r\nEND\r\n"))
                .isEqualTo(2_097_152);
    }

    @Test
    void aServerThatDoesNotTellHasTheDefault() throws ProtocolException {
        assertThat(limit("STAT maxbytes 1\r\nEND\r\n")).isEqualTo(1024 * 1024);
        assertThat(limit("ERROR\r\n")).isEqualTo(1024 * 1024);
    }

    @Test
    void aHugeLimitIsCapped() throws ProtocolException {
        assertThat(limit("STAT item_size_max 9223372036854775807\r\nEND\r\n")).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void withoutTheEndMoreIsNeeded() throws ProtocolException {
        assertThat(limit("STAT item_size_max 2097152\r\nSTAT a b\r\nEN")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STAT item_size_max -1\r\n",
                "STAT item_size_max \r\n",
                "STAT item_size_max 99999999999999999999\r\n",
                "STAT item_size_max 1m\r\n",
                "STAT a b\n",
                "STAT cas_enabled no\r\n"
            })
    void whatCannotBeUsedIsRefused(String bytes) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(new ItemLimitDecoder(), bytes(bytes)));
    }

    @Test
    void aLineWithoutEndIsRefused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(new ItemLimitDecoder(), bytes("S".repeat(17 * 1024))));
    }
}
