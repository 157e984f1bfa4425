package io.memshare.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TransformedCodecTests {

    private static final RecordCodec<String> TEXT = new RecordCodec<>() {
        @Override
        public byte[] encode(String state) {
            return state.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    @Test
    void identityLeavesTheBytes() throws MalformedRecordException {
        byte[] bytes = {1, 2, 3};

        assertThat(ByteTransform.identity().apply(bytes)).isSameAs(bytes);
        assertThat(ByteTransform.identity().revert(bytes)).isSameAs(bytes);
    }

    @Test
    void appliesInOrderAndRevertsInTheOppositeOrder() throws MalformedRecordException {
        RecordCodec<String> codec = new TransformedCodec<>(
                TEXT, ByteTransform.identity().then(new Suffix('1')).then(new Suffix('2')));

        byte[] bytes = codec.encode("state");

        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("state12");
        assertThat(codec.decode(bytes)).isEqualTo("state");
    }

    @Test
    void passesOnWhatATransformRefuses() {
        RecordCodec<String> codec = new TransformedCodec<>(TEXT, new Suffix('1').then(new Suffix('2')));

        assertThatThrownBy(() -> codec.decode("state21".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("suffix is missing at offset 6");
    }

    private record Suffix(char suffix) implements ByteTransform {
        @Override
        public byte[] apply(byte[] bytes) {
            return (new String(bytes, StandardCharsets.ISO_8859_1) + suffix).getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public byte[] revert(byte[] bytes) throws MalformedRecordException {
            int last = bytes.length - 1;
            if (bytes[last] != suffix) {
                throw new MalformedRecordException("suffix is missing", last);
            }
            return new String(bytes, 0, last, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
