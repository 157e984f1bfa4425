package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.crdt.LwwRegister;
import io.memshare.node.Key;
import io.memshare.state.Live;
import io.memshare.state.Origin;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decisions, as tables. */
class SessionTimeoutsTests {

    private static final HybridTimestamp AT = HybridTimestamp.of(1000, 0);

    private final SessionTimeouts timeouts = new SessionTimeouts();

    private static LwwMap attributes(String... names) {
        LwwMap attributes = LwwMap.EMPTY;
        for (String name : names) {
            attributes = attributes.with(Map.of(name, new LwwMap.Entry(AT, new byte[] {1})));
        }
        return attributes;
    }

    private static Live live(long maxInactive, LwwMap attributes) {
        return new Live(0, new LwwRegister(AT, maxInactive), 0, attributes);
    }

    @ParameterizedTest
    @CsvSource({
        // own timeout, before a login, after a login
        "1800,  300, 1800",
        "  60,   60,   60",
        " 300,  300,  300",
        "  -1,  300,   -1",
        "   0,    0,    0"
    })
    void theAnonymousTimeoutShortensOnlySessionsWithoutALogin(long own, long before, long after) {
        timeouts.anonymous(Duration.ofMinutes(5));
        assertThat(timeouts.idleSeconds(live(own, attributes("cart")))).isEqualTo(before);
        assertThat(timeouts.idleSeconds(live(own, attributes("SPRING_SECURITY_CONTEXT"))))
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_SECURITY_CONTEXT",
        "org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME"
    })
    void aLoginIsRecognizedByItsAttribute(String name) {
        assertThat(LoginMarker.isIn(attributes("cart", name))).isTrue();
        LwwMap loggedOut = attributes(name).with(Map.of(name, new LwwMap.Entry(HybridTimestamp.of(2000, 0), null)));
        assertThat(LoginMarker.isIn(loggedOut)).isFalse();
    }

    @Test
    void aLoginIsRecognizedByItsIndexMarker() {
        String user = IndexMarker.attributeName(
                org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);
        assertThat(LoginMarker.isIn(attributes(user))).isTrue();
        assertThat(LoginMarker.isIn(attributes(IndexMarker.attributeName("tenant"))))
                .isFalse();
    }

    @Test
    void withoutSettingsOnlyTheIdleTimeoutCounts() {
        assertThat(timeouts.idleSeconds(live(1800, LwwMap.EMPTY))).isEqualTo(1800);
        assertThat(timeouts.endMillis(0, 5000, 10)).isEqualTo(15_000);
        assertThat(timeouts.endMillis(0, 5000, -1)).isEqualTo(Long.MAX_VALUE);
        assertThat(timeouts.endMillis(0, 5000, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(timeouts.isRenewalDue(live(1800, LwwMap.EMPTY), Long.MAX_VALUE))
                .isFalse();
        assertThat(timeouts.isCookieDue(0, Long.MAX_VALUE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // created, last used, idle timeout in seconds, end
        "0,      0,   60,  60000",
        "0,  50000,   60, 100000",
        "0,  50000,   -1, 100000",
        "0,  10000,   60,  70000",
        "9,      9,   -1, 100009"
    })
    void theAbsoluteTimeoutEndsASessionWhateverItsUse(long created, long lastUsed, long idle, long end) {
        timeouts.absolute(Duration.ofSeconds(100));
        assertThat(timeouts.endMillis(created, lastUsed, idle)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        // created, id changed (0: never), now, due
        "    0,      0, 299999, false",
        "    0,      0, 300000, true",
        "    0, 100000, 399999, false",
        "    0, 100000, 400000, true",
        "90000,  80000, 389999, false",
        "90000, 900000, 400000, false"
    })
    void anIdIsRenewedByTheTimeOfItsLastChange(long created, long changed, long now, boolean due) {
        timeouts.renewal(Duration.ofMinutes(5));
        Origin origin = changed == 0 ? null : new Origin(Key.of("former"), HybridTimestamp.of(changed, 0));
        Live live = new Live(created, new LwwRegister(AT, 1800), created, LwwMap.EMPTY, origin);
        assertThat(timeouts.isRenewalDue(live, now)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"0, 59999, true", "0, 60000, false", "5000, 0, true"})
    void aFormerIdWorksForAMinute(long left, long now, boolean usable) {
        assertThat(SessionTimeouts.isUsable(left, now)).isEqualTo(usable);
    }

    @ParameterizedTest
    @CsvSource({
        // last used, now, due; a slot is 100 s
        "     0,  99999, false",
        "     0, 100000, true",
        "199999, 200000, true",
        "200000, 299999, false",
        "     0, 900000, true"
    })
    void aCookieIsSentOnceInEachSlot(long lastUsed, long now, boolean due) {
        timeouts.slidingCookie(Duration.ofSeconds(1600));
        assertThat(timeouts.isCookieDue(lastUsed, now)).isEqualTo(due);
    }

    @Test
    void timesThatCannotWorkAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> timeouts.absolute(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> timeouts.anonymous(Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> timeouts.renewal(Duration.ofSeconds(59)));
        assertThatIllegalArgumentException().isThrownBy(() -> timeouts.slidingCookie(Duration.ofSeconds(15)));
    }
}
