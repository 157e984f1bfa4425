package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A time without a unit is in seconds, as {@code spring.session.timeout} is, except the timeouts of the nodes. */
class DurationUnitsTests {

    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @Test
    void theTimesOfSessionsAreInSeconds() {
        MemshareTimeoutProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "memshare.absolute-timeout", "7200",
                        "memshare.renewal-interval", "7200",
                        "memshare.anonymous-timeout", "7200")))
                .bindOrCreate("memshare", MemshareTimeoutProperties.class);
        assertThat(properties.absoluteTimeout()).isEqualTo(TWO_HOURS);
        assertThat(properties.renewalInterval()).isEqualTo(TWO_HOURS);
        assertThat(properties.anonymousTimeout()).isEqualTo(TWO_HOURS);
    }

    @Test
    void soAreThoseThatTakeSecondsOrLonger() {
        MemshareProperties properties = Bound.properties(
                "memshare.lookup-interval", "7200",
                "memshare.founding-wait", "7200",
                "memshare.tombstone-ttl", "7200",
                "memshare.retry-after", "7200");
        assertThat(properties.lookupInterval()).isEqualTo(TWO_HOURS);
        assertThat(properties.foundingWait()).isEqualTo(TWO_HOURS);
        assertThat(properties.tombstoneTtl()).isEqualTo(TWO_HOURS);
        assertThat(properties.retryAfter()).isEqualTo(TWO_HOURS);
    }

    @Test
    void theTimeoutsOfNodesAreInMilliseconds() {
        MemshareProperties properties = Bound.properties("memshare.timeout", "300", "memshare.connect-timeout", "2000");
        assertThat(properties.timeout()).isEqualTo(Duration.ofMillis(300));
        assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    }
}
