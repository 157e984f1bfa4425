package io.memshare.memcached;

import static io.memshare.memcached.Pieces.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.memcached.WireCommand.Decoder;
import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaReplyDecoderTests {

    private static final int LIMIT = 1024 * 1024;
    private static final long OPAQUE = 7;
    private static final Key KEY = Key.of("k");
    private static final Request GET = new Request.Get(KEY, false);
    private static final Request GET_VALUE = new Request.Get(KEY, true);
    private static final Request PUT = new Request.Put(KEY, new byte[] {1}, 2, new TimeToLive(3), 4);
    private static final Request TOUCH = new Request.Touch(KEY, new TimeToLive(3));

    private static Decoder<Reply> decoder(Request request) {
        return new MetaReplyDecoder(request, OPAQUE, LIMIT)::decode;
    }

    private static Reply reply(Request request, String bytes) throws ProtocolException {
        return Pieces.everyWay(() -> decoder(request), bytes(bytes));
    }

    private static void refused(Request request, String bytes) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(decoder(request), bytes(bytes)));
    }

    @Test
    void aHeaderIsAHitWithoutValue() throws ProtocolException {
        assertThat(reply(GET, "HD c5 f4294967295 t30 O7\r\n")).isEqualTo(new Reply.Hit(5, -1, 30, null));
        assertThat(reply(TOUCH, "HD c5 f9 t-1 O7\r\n")).isEqualTo(new Reply.Hit(5, 9, Reply.FOREVER, null));
    }

    @Test
    void aValueMayContainLineEndsAndWhatLooksLikeAReply() throws ProtocolException {
        String value = "\r\nEN\r\n\0\u00ff\r";
        Reply reply = reply(GET_VALUE, "VA " + value.length() + " c5 f6 t30 O7\r\n" + value + "\r\n");
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Hit.class, hit -> assertThat(hit.value()).isEqualTo(bytes(value)));
    }

    @Test
    void anEmptyValueIsAValue() throws ProtocolException {
        assertThat(reply(GET_VALUE, "VA 0 c5 f6 t30 O7\r\n\r\n"))
                .isInstanceOfSatisfying(
                        Reply.Hit.class, hit -> assertThat(hit.value()).isEmpty());
    }

    @Test
    void aLargeValueArrivesInPieces() throws ProtocolException {
        byte[] value = new byte[LIMIT];
        new Random(1).nextBytes(value);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes("VA " + value.length + " c5 f6 t30 O7\r\n"));
        all.writeBytes(value);
        all.writeBytes(bytes("\r\n"));
        int[] cuts = new int[all.size() / 1000];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = i * 1000;
        }
        assertThat(Pieces.decode(decoder(GET_VALUE), all.toByteArray(), cuts))
                .isInstanceOfSatisfying(
                        Reply.Hit.class, hit -> assertThat(hit.value()).isEqualTo(value));
    }

    @Test
    void theOtherReplies() throws ProtocolException {
        assertThat(reply(GET_VALUE, "EN O7\r\n")).isEqualTo(Reply.Miss.MISS);
        assertThat(reply(TOUCH, "EN\r\n")).isEqualTo(Reply.Miss.MISS);
        assertThat(reply(PUT, "HD c9223372036854775807 O7\r\n")).isEqualTo(new Reply.Stored(Long.MAX_VALUE));
        for (String status : List.of("NS", "EX", "NF")) {
            assertThat(reply(PUT, status + " O7\r\n")).isEqualTo(Reply.Conflict.CONFLICT);
        }
        assertThat(reply(PUT, "SERVER_ERROR out of memory storing object\r\n"))
                .isEqualTo(new Reply.Refused("SERVER_ERROR out of memory storing object"));
    }

    @Test
    void whatTheServerSaysCannotForgeLogLines() throws ProtocolException {
        assertThat(reply(PUT, "SERVER_ERROR \u001b[1m\tforged\r\n"))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.reason()).matches("[ -~]*"));
    }

    @Test
    void aMarkOfSomebodyElseIsOverlooked() throws ProtocolException {
        assertThat(reply(GET, "HD c5 f6 t30 O7 W X\r\n")).isEqualTo(new Reply.Hit(5, 6, 30, null));
    }

    @Test
    void aReplyToAnotherCommandIsRefused() {
        refused(GET, "HD c5 f6 t30 O8\r\n");
        refused(GET, "EN O8\r\n");
        refused(PUT, "EX O8\r\n");
        refused(GET_VALUE, "VA 1 c5 f6 t30 O8\r\n1\r\n");
    }

    @Test
    void aReplyOfAnotherKindIsRefused() {
        refused(PUT, "VA 1 c5 f6 t30 O7\r\n1\r\n");
        refused(PUT, "EN O7\r\n");
        refused(GET, "VA 1 c5 f6 t30 O7\r\n1\r\n");
        refused(GET_VALUE, "HD c5 f6 t30 O7\r\n");
        refused(GET, "EX O7\r\n");
        refused(TOUCH, "NS O7\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VA -1 c5\r\n",
                "VA\r\n",
                "VA \r\n",
                "VA x c5\r\n",
                "VA 1048577 c5\r\n",
                "VA 2147483648 c5\r\n",
                "VA 9223372036854775807 c5\r\n",
                "VA 99999999999999999999 c5\r\n",
                "VA 1 c-5\r\n",
                "VA 1 c\r\n",
                "VA 1 t-2\r\n",
                "VA 1 f-1\r\n",
                "VA 1 Ox\r\n",
                "VA 1 c5\r\n12\r\n",
                "VA 2 c5\r\n1\r\n\r\n",
                "ERROR\r\n",
                "CLIENT_ERROR bad command line format\r\n",
                "hd c5\r\n",
                "\r\n",
                "\n",
                "EN\n"
            })
    void whatIsNoReplyIsRefused(String bytes) {
        refused(GET_VALUE, bytes);
    }

    @Test
    void aForgedSizeBelowTheLimitWaitsForItsBytes() throws ProtocolException {
        assertThat(reply(GET_VALUE, "VA 1000 c5 f6 t30 O7\r\nonly this")).isNull();
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheBuffer() throws ProtocolException {
        assertThat(Pieces.decode(decoder(GET), bytes("H".repeat(2049)))).isNull();
        refused(GET, "H".repeat(2050));
    }

    @Test
    void aRefusalDoesNotShowUnprintableBytes() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(decoder(GET), bytes("\u001b\u00e4" + "x".repeat(500) + "\r\n")))
                .satisfies(ex -> assertThat(ex.getMessage()).matches("[ -~]{1,100}"));
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverArrivesIsAReplyOrRefusedOrUnfinished(long seed) {
        Random random = new Random(seed);
        List<String> replies = List.of(
                "HD c5 f6 t30 O7\r\n",
                "VA 5 c5 f6 t30 O7\r\nvalue\r\n",
                "EN O7\r\n",
                "NS O7\r\n",
                "SERVER_ERROR x\r\n");
        for (int round = 0; round < 50; round++) {
            byte[] bytes = bytes(replies.get(random.nextInt(replies.size())));
            if (random.nextInt(4) == 0) {
                bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
            }
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : " 0123456789\r\n-".charAt(random.nextInt(14)));
            }
            Request request = List.of(GET, GET_VALUE, PUT, TOUCH).get(random.nextInt(4));
            try {
                Reply reply = decoder(request).decode(ByteBuffer.wrap(bytes));
                if (reply instanceof Reply.Hit hit && hit.value() != null) {
                    assertThat(hit.value()).hasSizeLessThan(bytes.length);
                    assertThat(request).isEqualTo(GET_VALUE);
                }
            } catch (ProtocolException ex) {
                assertThat(ex).hasMessageMatching("[ -~]+");
            }
        }
    }
}
