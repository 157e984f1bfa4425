package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaRequestEncoderTests {

    private static final long NOW = 1_700_000_000L;
    private static final Key KEY = Key.of("app:s:1");

    private final MetaRequestEncoder encoder = new MetaRequestEncoder(() -> Instant.ofEpochSecond(NOW, 999_999_999));

    private String encoded(Request request) {
        return new String(encoder.encode(request, 4294967295L), StandardCharsets.ISO_8859_1);
    }

    private static Request put(String value, long expected) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return new Request.Put(KEY, bytes, -1, new TimeToLive(60), expected);
    }

    @Test
    void aGetAsksForTokenChecksumAndTimeLeft() {
        assertThat(encoded(new Request.Get(KEY, false))).isEqualTo("mg app:s:1 c f t O4294967295\r\n");
        assertThat(encoded(new Request.Get(KEY, true))).isEqualTo("mg app:s:1 v c f t O4294967295\r\n");
    }

    @Test
    void nothingIsReplacedByAnAdd() {
        assertThat(encoded(put("a\r\nb\u00ff", Request.Put.NOTHING)))
                .isEqualTo("ms app:s:1 5 c F4294967295 T60 ME O4294967295\r\na\r\nb\u00ff\r\n");
    }

    @Test
    void somethingIsReplacedByCompareAndSet() {
        assertThat(encoded(put("", Long.MAX_VALUE)))
                .isEqualTo("ms app:s:1 0 c F4294967295 T60 C9223372036854775807 O4294967295\r\n\r\n");
    }

    @Test
    void aTouchAsksWhatItHasTouched() {
        assertThat(encoded(new Request.Touch(KEY, new TimeToLive(1)))).isEqualTo("mg app:s:1 c f t T1 O4294967295\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2591999, 2591999",
        "2592000, 2592000", // 30 days, the longest that memcached takes for a time span
        "2592001, 1702592001",
        "31536000, 1731536000",
        "447397247, 2147397247", // the last second that fits, a day before the end of 32 bits
        "447397248, 0",
        "9223372036854775806, 0",
        "9223372036854775807, 0" // forever
    })
    void timesAbove30DaysAreSentAsPointsInTime(long seconds, long sent) {
        assertThat(encoded(new Request.Touch(KEY, new TimeToLive(seconds)))).contains(" T" + sent + " ");
    }
}
