package io.memshare.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestMetersTests {

    private static final NodeAddress NODE = NodeAddress.parse("10.0.0.1");
    private static final Key KEY = Key.of("k");
    private static final TimeToLive MINUTE = new TimeToLive(60);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeters meters = new RequestMeters(registry);

    @BeforeEach
    void register() {
        meters.register(NODE);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(new Request.Get(KEY, true), "get"),
                Arguments.of(new Request.Get(KEY, false), "checksum"),
                Arguments.of(new Request.Put(KEY, new byte[0], 0, MINUTE, 1), "put"),
                Arguments.of(new Request.Set(KEY, new byte[0], 0, MINUTE), "set"),
                Arguments.of(new Request.Touch(KEY, MINUTE), "touch"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void eachRequestHasItsOperation(Request request, String operation) {
        meters.sent(NODE, request);
        meters.answered(NODE, request, Reply.Miss.MISS, 1_000);
        assertThat(registry.get("memshare.node.operations")
                        .tags("node", "10.0.0.1:11211", "operation", operation, "outcome", "miss")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo(1_000);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of(new Reply.Hit(1, 2, 3, null), "hit"),
                Arguments.of(Reply.Miss.MISS, "miss"),
                Arguments.of(new Reply.Stored(1), "stored"),
                Arguments.of(Reply.Conflict.CONFLICT, "conflict"),
                Arguments.of(new Reply.Refused("any text"), "refused"),
                Arguments.of(new Reply.Unavailable(Reply.Reason.DOWN), "down"),
                Arguments.of(new Reply.Unavailable(Reply.Reason.OVERLOADED), "overloaded"),
                Arguments.of(new Reply.Unavailable(Reply.Reason.TIMEOUT), "timeout"),
                Arguments.of(new Reply.Unavailable(Reply.Reason.CONNECTION_LOST), "connection-lost"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void eachReplyHasItsOutcome(Reply reply, String outcome) {
        Request request = new Request.Get(KEY, true);
        meters.sent(NODE, request);
        meters.answered(NODE, request, reply, 1);
        assertThat(registry.get("memshare.node.operations")
                        .tag("outcome", outcome)
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void requestsUnderWayAreActive() {
        Request request = new Request.Get(KEY, true);
        meters.sent(NODE, request);
        meters.sent(NODE, request);
        assertThat(registry.get("memshare.node.operations.active").gauge().value())
                .isEqualTo(2);
        meters.answered(NODE, request, Reply.Miss.MISS, 1);
        assertThat(registry.get("memshare.node.operations.active").gauge().value())
                .isEqualTo(1);
    }

    /** A request may end after its node has left the list, and after the node is used again. */
    @Test
    void aNodeThatHasLeftGetsNoTimerAndItsRequestsAreStillCounted() {
        Request request = new Request.Get(KEY, true);
        meters.sent(NODE, request);
        meters.sent(NODE, request);
        meters.leave(NODE);
        registry.clear();
        meters.answered(NODE, request, Reply.Miss.MISS, 1);
        assertThat(registry.getMeters()).isEmpty();
        meters.register(NODE);
        assertThat(registry.get("memshare.node.operations.active").gauge().value())
                .isEqualTo(1);
        meters.answered(NODE, request, Reply.Miss.MISS, 1);
        assertThat(registry.get("memshare.node.operations").timer().count()).isEqualTo(1);
    }
}
