package io.memshare.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaddingTests {

    @ParameterizedTest
    @CsvSource({
        "0, 64",
        "60, 64",
        "61, 128",
        "124, 128",
        "125, 192",
        "4091, 4096",
        "4092, 4096",
        "4093, 4352",
        "4348, 4352",
        "4349, 4608",
        "8188, 8192",
        "8189, 8704",
        "65536, 69632",
        "1000000, 1015808"
    })
    void stepsOf64BytesTo4kBThenSixteenths(int length, int padded) {
        assertThat(Padding.padded(length)).isEqualTo(padded);
    }

    @Test
    void neverCostsMoreThanASixteenthBeyond4kB() {
        for (int length = 4093; length < 3_000_000; length += 97) {
            assertThat(Padding.padded(length) - length - 4).isBetween(0, (length + 4) / 16);
        }
    }

    @Test
    void whatIsPaddedToALengthHasThatLengthItself() {
        for (int length = 0; length < 100_000; length++) {
            int padded = Padding.padded(length);
            assertThat(Padding.padded(padded - 4)).isEqualTo(padded);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 61, 4092, 4093, 70_000})
    void givesBackWhatItPadded(int length) {
        byte[] record = new byte[length];
        Arrays.fill(record, (byte) 0xff);

        assertThat(Padding.unpad(Padding.pad(record))).isEqualTo(record);
    }

    @Test
    void takesNothingElse() {
        byte[] padded = Padding.pad(new byte[] {1, 2, 3});

        assertThat(Padding.unpad(new byte[0])).isNull();
        assertThat(Padding.unpad(Arrays.copyOf(padded, 63))).isNull();
        assertThat(Padding.unpad(Arrays.copyOf(padded, 128))).isNull();
        for (int bit = 7 * 8; bit < padded.length * 8; bit++) {
            assertThat(Padding.unpad(TestKeys.flipped(padded, bit))).isNull();
        }
        for (int bit = 0; bit < 26; bit++) {
            assertThat(Padding.unpad(TestKeys.flipped(padded, bit)))
                    .as("length, bit %d", bit)
                    .isNull();
        }
        byte[] shorter = TestKeys.flipped(padded, 3 * 8);
        assertThat(Padding.unpad(shorter))
                .as("3 flipped to 2: the third byte is no padding")
                .isNull();
    }

    @Test
    void refusesWhatNoArrayCanHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> Padding.padded(Integer.MAX_VALUE - 4));
    }
}
