package io.memshare.wholeness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Reply;
import io.memshare.node.TimeToLive;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerTests {

    private static final TimeToLive REBUILD = new TimeToLive(60);

    private static Reply hit(String value, long secondsLeft) {
        return new Reply.Hit(1, 2, secondsLeft, value.getBytes(US_ASCII));
    }

    @Test
    void markersAreReadAsTheyAreWritten() {
        for (Marker marker : List.of(Marker.WHOLE, Marker.REBUILDING)) {
            long left = Marker.timeToLive(marker, REBUILD).seconds();
            assertThat(Marker.of(new Reply.Hit(1, 2, left, Marker.bytes(marker)), REBUILD))
                    .isEqualTo(marker);
        }
    }

    @Test
    void theBytesAreThoseThatOtherVersionsKnow() {
        assertThat(Marker.bytes(Marker.WHOLE)).isEqualTo("whole".getBytes(US_ASCII));
        assertThat(Marker.bytes(Marker.REBUILDING)).isEqualTo("rebuilding".getBytes(US_ASCII));
    }

    @Test
    void rebuildingIsDoneWhenHalfOfItsTimeIsOver() {
        assertThat(Marker.of(hit("rebuilding", 61), REBUILD)).isEqualTo(new Marker.Rebuilding(false));
        assertThat(Marker.of(hit("rebuilding", 60), REBUILD)).isEqualTo(new Marker.Rebuilding(true));
    }

    @Test
    void whatIsNotKnownIsNotWhole() {
        assertThat(Marker.of(hit("something", Reply.FOREVER), REBUILD)).isEqualTo(Marker.REBUILDING);
        assertThat(Marker.of(Reply.Miss.MISS, REBUILD)).isEqualTo(Marker.NONE);
        assertThat(Marker.of(new Reply.Unavailable(Reply.Reason.DOWN), REBUILD)).isEqualTo(Marker.NONE);
        assertThat(Marker.of(new Reply.Hit(1, 2, 3, null), REBUILD)).isEqualTo(Marker.NONE);
    }

    @Test
    void wholeLastsForeverAndRebuildingTwiceItsTime() {
        assertThat(Marker.timeToLive(Marker.WHOLE, REBUILD)).isEqualTo(TimeToLive.FOREVER);
        assertThat(Marker.timeToLive(Marker.REBUILDING, REBUILD)).isEqualTo(new TimeToLive(120));
        assertThat(Marker.timeToLive(Marker.REBUILDING, TimeToLive.FOREVER)).isEqualTo(TimeToLive.FOREVER);
    }
}
