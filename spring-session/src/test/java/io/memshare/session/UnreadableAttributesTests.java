package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UnreadableAttributesTests {

    @Test
    void theFirstAndEveryHundredthAreLogged(CapturedOutput output) {
        int[] heard = new int[1];
        try (SharedSessions shared = new SharedSessions(1)) {
            String id = SharedSessions.saved(
                    shared.repository(0, SharedSessions.VALUES_AND_BASKETS),
                    "basket",
                    new SharedSessions.Basket("of a later version"));
            MemshareSessionRepository server = shared.repository(1);
            server.setSessionListener(new SessionListener() {
                @Override
                public void unreadableAttribute() {
                    heard[0]++;
                }
            });
            for (int i = 0; i < 101; i++) {
                assertThat(found(server, id).<Object>getAttribute("basket")).isNull();
            }
        }
        assertThat(heard[0]).isEqualTo(101);
        assertThat(output.toString()
                        .lines()
                        .filter(line -> line.contains("WARN") && line.contains("session attribute 'basket'")))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("(number 101)");
    }
}
