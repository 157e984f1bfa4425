package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.completeness.ControlCodec.Legibility;
import io.memshare.node.NodeAddress;
import org.junit.jupiter.api.Test;

class UnreadableVouchersTests {

    private static final NodeAddress NODE = NodeAddress.parse("a");
    private static final long PRESENCE = 60;

    private final UnreadableVouchers unreadable = new UnreadableVouchers(PRESENCE);

    private boolean isLeftAlone(Legibility legibility, long now) {
        return unreadable.isLeftAlone(NODE, legibility, now);
    }

    @Test
    void whatCanBeReplacedIsAndWhatIsOfALaterVersionNeverIs() {
        assertThat(isLeftAlone(Legibility.CLEAR, 0)).isFalse();
        assertThat(isLeftAlone(Legibility.LATER_VERSION, 0)).isTrue();
        assertThat(isLeftAlone(Legibility.LATER_VERSION, 10 * PRESENCE)).isTrue();
    }

    @Test
    void aForgedVoucherIsReplacedWhenNoServerWithAnotherKeyWasNoticed() {
        assertThat(isLeftAlone(Legibility.OTHER_KEY, 5)).isTrue();
        assertThat(isLeftAlone(Legibility.OTHER_KEY, 5 + PRESENCE - 1)).isTrue();
        assertThat(isLeftAlone(Legibility.OTHER_KEY, 5 + PRESENCE)).isFalse();
    }

    @Test
    void aVoucherThatBecameReadableInBetweenIsGivenTheWholeTimeAgain() {
        assertThat(isLeftAlone(Legibility.OTHER_KEY, 0)).isTrue();
        assertThat(isLeftAlone(Legibility.CLEAR, PRESENCE / 2)).isFalse();
        assertThat(isLeftAlone(Legibility.OTHER_KEY, PRESENCE)).isTrue();
    }

    @Test
    void asLongAsServersWithAnotherKeyRunTheirVouchersAreLeftAlone() {
        for (long now = 0; now < 10 * PRESENCE; now += PRESENCE / 2) {
            unreadable.noticeOtherKey(now);
            assertThat(isLeftAlone(Legibility.OTHER_KEY, now)).isTrue();
        }
        assertThat(isLeftAlone(Legibility.OTHER_KEY, 12 * PRESENCE)).isFalse();
    }
}
