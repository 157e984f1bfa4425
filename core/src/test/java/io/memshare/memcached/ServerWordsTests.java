package io.memshare.memcached;

import static io.memshare.memcached.Pieces.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says of itself, and what of it is repeated. */
class ServerWordsTests {

    private static final Request GET = new Request.Get(Key.of("k"), true);

    @ParameterizedTest
    @CsvSource({
        "VERSION 1.6.9, true",
        "VERSION 1.6.9_debian, true",
        "VERSION 1.5.22, true",
        "VERSION 0.9.99, true",
        "VERSION 1.6.10, false",
        "VERSION 1.6.45, false",
        "VERSION 1.6.18-3-gabcdef, false",
        "VERSION 1.7.0, false",
        "VERSION 2.0.1, false"
    })
    void whatIsTooOldIsKnownByItsNumbers(String line, boolean tooOld) {
        assertThat(ServerVersion.parse(line)).isNotNull();
        assertThat(ServerVersion.parse(line).isTooOld()).isEqualTo(tooOld);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSION UNKNOWN", "VERSION ", "VERSION 1.6", "VERSION 9999999999.1.1", "ERROR", ""})
    void whatNamesNoThreeNumbersIsNoVersion(String line) {
        assertThat(ServerVersion.parse(line)).isNull();
    }

    @Test
    void onlyKnownTextsAreRepeated() {
        assertThat(ServerErrors.describe("SERVER_ERROR out of memory storing object"))
                .isEqualTo("SERVER_ERROR out of memory storing object");
        assertThat(ServerErrors.describe("SERVER_ERROR secret"))
                .isEqualTo("SERVER_ERROR and an unknown text of 7 characters");
        assertThat(ServerErrors.describe("secret\u001b[1m")).isEqualTo("a line of 10 characters");
        assertThat(ServerErrors.isError("ERRORS")).isFalse();
    }

    @Test
    void aValueThatIsTakenForALineIsNotRepeated() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new MetaReplyDecoder(GET, 7, 1000).decode(ByteBuffer.wrap(bytes("secret=1\r\n"))))
                .withMessage("not a reply: a line of 8 characters");
    }

    @Test
    void aValueForWhichMemoryIsMissingIsPassedOverAndTheConnectionStaysInStep() throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes("VA 10 c5 f6 t30 O7\r\n0123456789\r\nEN O8\r\n"));
        MetaReplyDecoder poor = new MetaReplyDecoder(GET, 7, 1000, size -> {
            throw new OutOfMemoryError("test");
        });
        assertThat(poor.decode(buffer)).isEqualTo(new Reply.Unavailable(Reply.Reason.OVERLOADED));
        assertThat(new MetaReplyDecoder(GET, 8, 1000).decode(buffer)).isEqualTo(Reply.Miss.MISS);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void noRoomIsMadeForALengthAboveTheLimit() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new MetaReplyDecoder(GET, 7, 1000, size -> {
                            throw new AssertionError("room for " + size);
                        })
                        .decode(ByteBuffer.wrap(bytes("VA 1001 c5 f6 t30 O7\r\n"))))
                .withMessage("a value of 1001 bytes is larger than the server takes");
    }

    @Test
    void theLimitThatIsBelievedFollowsTheHeap() {
        assertThat(MemcachedDialer.mostBytes(256L << 20)).isEqualTo(16 << 20);
        assertThat(MemcachedDialer.mostBytes(64L << 30)).isEqualTo(64 << 20);
        assertThat(MemcachedDialer.mostBytes(8L << 20)).isEqualTo(1 << 20);
    }

    /**
     * Fixed seeds: mutated replies of every kind end in a reply, in a wish for more, or in a refusal without their
     * text.
     */
    @Test
    void noBytesDoAnythingElse() {
        String[] seeds = {
            "VA 5 c1 f0 t-1 O7\r\nsecrt\r\n",
            "HD c1 f0 t30 O7\r\n",
            "EN O7\r\n",
            "VERSION 1.6.38\r\n",
            "STAT item_size_max 1048576\r\nSTAT cas_enabled yes\r\nEND\r\n",
            "SERVER_ERROR secrt\r\n"
        };
        Random random = new Random(12);
        int refused = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] bytes = bytes(seeds[i % seeds.length]);
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                new MetaReplyDecoder(GET, 7, 1000).decode(ByteBuffer.wrap(bytes));
                new ServerSettingsDecoder(1000).decode(ByteBuffer.wrap(bytes));
                ServerVersion.parse(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1));
            } catch (ProtocolException ex) {
                refused++;
                assertThat(ex.getMessage()).matches("[ -~]+").doesNotContain("secrt");
            }
        }
        assertThat(refused).isPositive();
    }
}
