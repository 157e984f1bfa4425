package io.memshare.wholeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.wholeness.MarkerPolicy.Reach;
import io.memshare.wholeness.MarkerPolicy.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerPolicyTests {

    private static View answered(Marker marker, boolean missed) {
        return new View(Reach.ANSWERED, marker, missed);
    }

    @Test
    void newNodesAreWhole() {
        assertThat(MarkerPolicy.decide(List.of(answered(Marker.NONE, false), answered(Marker.NONE, false))))
                .containsExactly(Marker.WHOLE, Marker.WHOLE);
    }

    @Test
    void anEmptyNodeIsNotWholeBecauseTheOtherMissedAWrite() {
        assertThat(MarkerPolicy.decide(List.of(answered(Marker.REBUILDING, false), answered(Marker.NONE, false))))
                .containsExactly(null, Marker.REBUILDING);
        assertThat(MarkerPolicy.decide(List.of(answered(Marker.WHOLE, true), answered(Marker.NONE, false))))
                .containsExactly(Marker.REBUILDING, Marker.REBUILDING);
    }

    @Test
    void aNodeThatHasBeenRebuildingForLongEnoughIsWhole() {
        assertThat(MarkerPolicy.decide(
                        List.of(answered(new Marker.Rebuilding(true), false), answered(Marker.REBUILDING, false))))
                .containsExactly(Marker.WHOLE, null);
    }

    @Test
    void nothingIsFoundedWithoutAMajorityOrBeforeEachNodeHadItsChance() {
        View silent = new View(Reach.SILENT, Marker.NONE, false);
        View starting = new View(Reach.STARTING, Marker.NONE, false);
        View fresh = answered(Marker.NONE, false);
        assertThat(MarkerPolicy.decide(List.of(fresh, silent))).containsExactly(null, null);
        assertThat(MarkerPolicy.decide(List.of(fresh, fresh, starting))).containsExactly(null, null, null);
    }
}
