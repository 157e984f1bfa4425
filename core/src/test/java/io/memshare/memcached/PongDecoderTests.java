package io.memshare.memcached;

import static io.memshare.memcached.Pieces.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PongDecoderTests {

    @Test
    void aPongIsRecognised() throws ProtocolException {
        assertThat(Pieces.everyWay(PongDecoder::new, bytes("MN\r\n"))).isTrue();
        assertThat(Pieces.everyWay(PongDecoder::new, bytes("MN\r"))).isNull();
    }

    @Test
    void theReasonOfARefusalIsTold() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(new PongDecoder(), bytes("ERROR Too many open connections\r\n")))
                .withMessageContaining("Too many open connections");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Pieces.decode(new PongDecoder(), bytes("M".repeat(600))));
    }
}
