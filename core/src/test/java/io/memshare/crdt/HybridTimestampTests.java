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
    @CsvSource({
        "4999, 65535, 4999, 65535",
        "5000, 0, 4999, 0",
        "5000, 9, 4999, 0",
        "5001, 0, 4999, 1",
        "70535, 0, 4999, 65535",
        "90000, 7, 4999, 65535"
    })
    void belowAChangeAreTheMillisecondsAfterIt(long millis, int counter, long rankedMillis, int rankedCounter) {
        HybridTimestamp change = HybridTimestamp.of(5000, 0);
        HybridTimestamp ranked = HybridTimestamp.of(millis, counter).below(change);

        assertThat(ranked).isEqualTo(HybridTimestamp.of(rankedMillis, rankedCounter));
        assertThat(ranked.below(change)).isEqualTo(ranked);
    }

    @ForSeeds
    void belowIsBelowKeepsTheOrderAndIsTheSameTwice(Generator generate) {
        HybridTimestamp change = generate.timestamp();
        HybridTimestamp one = generate.timestamp();
        HybridTimestamp other = generate.timestamp();
        HybridTimestamp ranked = one.below(change);

        if (!change.equals(HybridTimestamp.ZERO)) {
            assertThat(ranked).isLessThan(change);
        }
        assertThat(ranked.below(change)).isEqualTo(ranked);
        boolean bothAfter = one.compareTo(change) >= 0 && other.compareTo(change) >= 0;
        if (bothAfter && one.compareTo(other) <= 0) {
            assertThat(ranked).isLessThanOrEqualTo(other.below(change));
        }
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
