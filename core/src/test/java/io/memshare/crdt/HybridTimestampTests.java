package io.memshare.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HybridTimestampTests {

    @Test
    void packsMillisecondsAboveTheCounter() {
        HybridTimestamp timestamp = HybridTimestamp.of(0x0123_4567_89abL, 0xcdef);

        assertThat(timestamp.packed()).isEqualTo(0x0123_4567_89ab_cdefL);
        assertThat(timestamp.millis()).isEqualTo(0x0123_4567_89abL);
        assertThat(timestamp.counter()).isEqualTo(0xcdef);
    }

    @Test
    void readsTheLargestFieldsAsUnsigned() {
        HybridTimestamp largest = new HybridTimestamp(-1);

        assertThat(largest).isEqualTo(HybridTimestamp.of(HybridTimestamp.MAX_MILLIS, 65535));
        assertThat(largest.millis()).isEqualTo(HybridTimestamp.MAX_MILLIS);
        assertThat(largest.counter()).isEqualTo(65535);
    }

    @Test
    void ordersAsUnsigned() {
        assertThat(HybridTimestamp.of(HybridTimestamp.MAX_MILLIS, 0))
                .isGreaterThan(HybridTimestamp.of(1, 65535))
                .isGreaterThan(HybridTimestamp.ZERO);
        assertThat(HybridTimestamp.of(2, 0)).isGreaterThan(HybridTimestamp.of(1, 65535));
        assertThat(HybridTimestamp.of(2, 1)).isGreaterThan(HybridTimestamp.of(2, 0));
    }

    @Test
    void nextCountsUpAndCarriesIntoTheNextMillisecond() {
        assertThat(HybridTimestamp.ZERO.next()).isEqualTo(HybridTimestamp.of(0, 1));
        assertThat(HybridTimestamp.of(7, 65535).next()).isEqualTo(HybridTimestamp.of(8, 0));
    }

    @Test
    void nothingComesAfterTheLargest() {
        assertThatThrownBy(new HybridTimestamp(-1)::next).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void maxIsTheLaterOne() {
        HybridTimestamp early = HybridTimestamp.of(1, 0);
        HybridTimestamp late = HybridTimestamp.of(HybridTimestamp.MAX_MILLIS, 0);

        assertThat(HybridTimestamp.max(early, late)).isSameAs(late);
        assertThat(HybridTimestamp.max(late, early)).isSameAs(late);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "281474976710656, 0", "0, -1", "0, 65536"})
    void refusesFieldsOutOfRange(long millis, int counter) {
        assertThatThrownBy(() -> HybridTimestamp.of(millis, counter)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsBothFields() {
        assertThat(HybridTimestamp.of(1700000000000L, 3)).hasToString("1700000000000+3");
    }
}
