package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeToLiveTests {

    private static final long FOREVER = Long.MAX_VALUE;

    @Test
    void itIsAtLeastASecond() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeToLive(0));
        assertThat(TimeToLive.ofSeconds(Long.MIN_VALUE).seconds()).isEqualTo(1);
        assertThat(TimeToLive.ofSeconds(0).seconds()).isEqualTo(1);
        assertThat(TimeToLive.ofSeconds(2).seconds()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT-5S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT24H, 86400"})
    void aDurationIsRoundedUp(Duration duration, long seconds) {
        assertThat(TimeToLive.of(duration).seconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1",
        "60, 1800, 1860",
        "60, 9223372036854775747, 9223372036854775807",
        "61, 9223372036854775747, 9223372036854775807",
        "9223372036854775807, 9223372036854775807, 9223372036854775807"
    })
    void aSumThatIsTooLargeIsForever(long seconds, long more, long sum) {
        assertThat(new TimeToLive(seconds).plus(more).seconds()).isEqualTo(sum);
    }

    @ParameterizedTest
    @CsvSource({"60, 0, 60", "60, 59, 1", "60, 60, 1", "60, 9223372036854775807, 1"})
    void aDifferenceIsAtLeastASecond(long seconds, long less, long difference) {
        assertThat(new TimeToLive(seconds).minus(less).seconds()).isEqualTo(difference);
    }

    @Test
    void foreverDoesNotShrink() {
        assertThat(TimeToLive.FOREVER.minus(FOREVER).isForever()).isTrue();
        assertThat(new TimeToLive(FOREVER - 1).minus(0).isForever()).isFalse();
    }

    @Test
    void theLongerOfTwoWins() {
        assertThat(new TimeToLive(2).max(new TimeToLive(1)).seconds()).isEqualTo(2);
        assertThat(new TimeToLive(1).max(new TimeToLive(2)).seconds()).isEqualTo(2);
        assertThat(TimeToLive.FOREVER.max(new TimeToLive(2)).isForever()).isTrue();
    }
}
