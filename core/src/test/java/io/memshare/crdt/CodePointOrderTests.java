package io.memshare.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.codec.RecordSink;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointOrderTests {

    @ForSeeds
    void comparesCodePointByCodePoint(Generator generate) {
        String left = generate.name();
        String right = generate.name();
        int byCodePoints =
                Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());

        assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(left, right)))
                .isEqualTo(Integer.signum(byCodePoints));
    }

    /** Replicas compare and sort by either. */
    @ForSeeds
    void isTheOrderOfTheBytesOfARecord(Generator generate) {
        String left = generate.name();
        String right = generate.name();

        assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(left, right)))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(bytesOf(left), bytesOf(right))));
    }

    private static byte[] bytesOf(String text) {
        byte[] record = RecordSink.collect(sink -> sink.putText(text));
        return Arrays.copyOfRange(record, 1, record.length);
    }

    @Test
    void putsPairsOfSurrogatesLast() {
        List<String> ordered = List.of(
                "", "a", "a\u0000", "b", "\ud800", "\ud800\ue000", "\udfff", "\ue000", "\uffff", "\ud800\udc00");

        assertThat(ordered).isSortedAccordingTo(CodePointOrder.INSTANCE);
    }

    @Test
    void aSurrogateWithItsPartnerIsAboveTheSameOneWithout() {
        assertThat(CodePointOrder.INSTANCE.compare("x\ud83d\ude00", "x\ud83d\uffff"))
                .isPositive();
        assertThat(CodePointOrder.INSTANCE.compare("x\ud83d\uffff", "x\ud83d\ude00"))
                .isNegative();
        assertThat(CodePointOrder.INSTANCE.compare("x\ud83d", "x\ud83d\ude00")).isNegative();
    }
}
