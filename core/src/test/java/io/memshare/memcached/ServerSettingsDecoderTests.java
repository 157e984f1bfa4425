package io.memshare.memcached;

import static io.memshare.memcached.Pieces.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsDecoderTests {

    private static final int MOST = 64 * 1024 * 1024;

    private static ServerSettings settings(String bytes) throws ProtocolException {
        return Pieces.everyWay(() -> new ServerSettingsDecoder(MOST), bytes(bytes));
    }

    private static int limit(String bytes) throws ProtocolException {
        return settings(bytes).itemLimit();
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
        assertThat(limit("STAT item_size_max 9223372036854775807\r\nEND\r\n")).isEqualTo(MOST);
        assertThat(new ServerSettingsDecoder(1000).decode(ByteBuffer.wrap(bytes("END\r\n"))))
                .isEqualTo(new ServerSettings(1000, false, true));
    }

    @Test
    void aPasswordFileAndMissingTokensAreSeen() throws ProtocolException {
        assertThat(settings("STAT auth_enabled_ascii /etc/users\r\nEND\r\n").asksForPassword())
                .isTrue();
        assertThat(settings("STAT auth_enabled_ascii no\r\nEND\r\n").asksForPassword())
                .isFalse();
        assertThat(settings("STAT cas_enabled no\r\nEND\r\n").comparesAndSets()).isFalse();
        assertThat(settings("STAT cas_enabled yes\r\nEND\r\n").comparesAndSets())
                .isTrue();
    }

    @Test
    void settingsWithoutEndAreRefused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(new ServerSettingsDecoder(MOST), bytes("STAT a b\r\n".repeat(10_001))))
                .withMessage("the server reported more than 10000 settings");
    }

    @Test
    void withoutTheEndMoreIsNeeded() throws ProtocolException {
        assertThat(settings("STAT item_size_max 2097152\r\nSTAT a b\r\nEN")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STAT item_size_max -1\r\n",
                "STAT item_size_max \r\n",
                "STAT item_size_max 99999999999999999999\r\n",
                "STAT item_size_max 1m\r\n",
                "STAT a b\n"
            })
    void whatCannotBeUsedIsRefused(String bytes) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(new ServerSettingsDecoder(MOST), bytes(bytes)));
    }

    @Test
    void aLineWithoutEndIsRefused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(new ServerSettingsDecoder(MOST), bytes("S".repeat(17 * 1024))));
    }
}
