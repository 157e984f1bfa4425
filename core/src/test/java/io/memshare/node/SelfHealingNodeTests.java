package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.Hang;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of a node, with a connection and a clock in the hand of the test. */
class SelfHealingNodeTests {

    private static final NodeAddress ADDRESS = NodeAddress.parse("node.test:11211");
    private static final Request GET = new Request.Get(Key.of("k"), true);
    private static final Reply DOWN = new Reply.Unavailable(Reply.Reason.DOWN);
    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);
    private static final Duration TIMEOUT = Duration.ofMillis(250);

    private final AtomicLong clock = new AtomicLong();
    private final NodeRuntime runtime = new NodeRuntime(TIMEOUT, clock::get);
    private final FakeDialer dialer = new FakeDialer();
    private final RecordingListener listener = new RecordingListener();
    private volatile RejoinStep greeting = (greeted, channel) -> CompletableFuture.completedFuture(null);
    private final SelfHealingNode node = new SelfHealingNode(
            Member.of(ADDRESS),
            dialer,
            (greeted, channel) -> greeting.run(greeted, channel),
            runtime,
            new NodeTimeouts(TIMEOUT, Duration.ofMillis(200), 1, 1),
            listener);

    @AfterEach
    void close() {
        node.close();
        dialer.close();
        runtime.close();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(1)).until(condition);
    }

    private FakeConnection up() {
        dialer.next = dialer::accept;
        node.start();
        until(node::isUp);
        return last();
    }

    private FakeConnection last() {
        return dialer.connections.get(dialer.connections.size() - 1);
    }

    /** Lets the timer see time pass, tick by tick, until something has happened. */
    private void passUntil(Callable<Boolean> condition) {
        until(() -> {
            clock.addAndGet(TIMEOUT.toNanos() / 20);
            return condition.call();
        });
    }

    @Test
    void aNodeThatHangsAtTheStartBlocksNobody() {
        dialer.next = dialer::hang;
        node.start();
        until(() -> dialer.attempts == 1);
        assertThat(node.isStarting()).isTrue();
        assertThat(node.isUp()).isFalse();
        assertThat(node.largestValue()).isEqualTo(Integer.MAX_VALUE);
        assertThat(node.send(GET)).isCompletedWithValue(DOWN);
    }

    @Test
    void aNodeHasRoomUntilTooManyRequestsAreUnderWay() {
        assertThat(node.hasRoom()).as("down, where nothing is under way").isTrue();
        up();
        assertThat(node.hasRoom()).isTrue();
        for (int i = 0; i < 16_384; i++) {
            node.send(GET);
        }
        assertThat(node.hasRoom()).isFalse();
        assertThat(node.isUp())
                .as("a queue of our own says nothing about the node")
                .isTrue();
    }

    @Test
    void aNodeThatIsDownAtTheStartIsTriedUntilItIsThere() {
        node.start();
        until(() -> dialer.attempts >= 2);
        assertThat(node.isStarting()).isFalse();
        NodeFailure failure = new NodeFailure(NodeFailure.Kind.UNREACHABLE, "refused by the test");
        assertThat(node.status().up()).isFalse();
        assertThat(node.status().reason()).isEqualTo("refused by the test");
        assertThat(node.status().lastFailure()).isEqualTo(failure);
        dialer.next = dialer::accept;
        until(() -> listener.heard().contains("up"));
        assertThat(node.status().up()).isTrue();
        assertThat(node.status().reason()).isEmpty();
        assertThat(node.status().lastFailure()).isEqualTo(failure);
        assertThat(node.largestValue()).isEqualTo(1_000);
        assertThat(listener.heard())
                .startsWith("unreachable: refused by the test")
                .endsWith("up");
    }

    @Test
    void anUnexpectedFailureOfADialDoesNotEndHealing() {
        dialer.next = attempt -> {
            throw new IllegalStateException("bug");
        };
        node.start();
        until(() -> dialer.attempts >= 2);
        assertThat(node.status().reason()).contains("bug");
        dialer.next = dialer::accept;
        until(node::isUp);
    }

    @Test
    void anErrorEndsNeitherHealingNorTheTimer() {
        AtomicInteger runs = new AtomicInteger();
        runtime.every(Duration.ofMillis(1), () -> {
            runs.incrementAndGet();
            throw new OutOfMemoryError("of the test");
        });
        dialer.next = attempt -> {
            throw new OutOfMemoryError("of the test");
        };
        node.start();
        until(() -> dialer.attempts >= 2 && runs.get() >= 2);
        assertThat(node.status().reason()).contains("of the test");
        dialer.next = dialer::accept;
        until(node::isUp);
    }

    @Test
    void requestsUnderWayOnAFrozenNodeTimeOutAndLaterOnesAreNotSent() {
        FakeConnection connection = up();
        CompletableFuture<Reply> first = node.send(GET);
        CompletableFuture<Reply> second = node.send(GET);
        dialer.next = dialer::hang;
        passUntil(() -> !node.isUp());
        assertThat(first).isCompletedWithValue(new Reply.Unavailable(Reply.Reason.TIMEOUT));
        assertThat(second.join()).isInstanceOf(Reply.Unavailable.class);
        assertThat(node.send(GET)).isCompletedWithValue(DOWN);
        assertThat(connection.sent).hasSize(2);
        until(() -> listener.heard().size() == 2);
        assertThat(connection.closed).isTrue();
        assertThat(listener.heard()).containsExactlyInAnyOrder("up", "down: no answer within 250 ms");
    }

    @Test
    void theStatusTellsSinceWhenAndByWhatKindOfFailure() {
        up();
        assertThat(node.status().lastFailure()).isNull();
        clock.addAndGet(1_000_000);
        assertThat(node.status().lasting()).isGreaterThanOrEqualTo(Duration.ofMillis(1));
        dialer.next = dialer::hang;
        last().breakDown();
        assertThat(node.status().lastFailure())
                .isEqualTo(new NodeFailure(NodeFailure.Kind.DISCONNECTED, "broken by the test"));
        assertThat(node.status().lasting()).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void aFrozenNodeIsSaidToBeUnresponsive() {
        up();
        node.send(GET);
        dialer.next = dialer::hang;
        passUntil(() -> !node.isUp());
        assertThat(node.status().lastFailure())
                .isEqualTo(new NodeFailure(NodeFailure.Kind.UNRESPONSIVE, "no answer within 250 ms"));
    }

    @Test
    void aNodeThatIsNotTrustedIsSaidToContradictItself() {
        up();
        dialer.next = dialer::hang;
        node.distrust(node.connection(), "it said so");
        assertThat(node.status().lastFailure())
                .isEqualTo(new NodeFailure(NodeFailure.Kind.CONTRADICTORY, "it said so"));
    }

    @Test
    void failedAttemptsDoNotRenewTheBeginningOfAnOutage() {
        node.start();
        until(() -> dialer.attempts >= 1);
        clock.addAndGet(5_000_000);
        int before = dialer.attempts;
        until(() -> dialer.attempts >= before + 2);
        assertThat(node.status().lasting()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }

    @Test
    void nothingTimesOutWhileTheClockStands() {
        up();
        CompletableFuture<Reply> reply = node.send(GET);
        AtomicInteger ticks = new AtomicInteger();
        runtime.every(runtime.tick(), ticks::incrementAndGet);
        until(() -> ticks.get() > 20);
        assertThat(reply).isNotDone();
        last().answer(0, Reply.Miss.MISS);
        assertThat(reply).isCompletedWithValue(Reply.Miss.MISS);
    }

    @Test
    void aBrokenConnectionFailsEverythingAtOnceAndIsReplaced() {
        FakeConnection connection = up();
        CompletableFuture<Reply> reply = node.send(GET);
        dialer.next = dialer::hang;
        connection.breakDown();
        assertThat(reply).isCompletedWithValue(LOST);
        assertThat(node.isUp()).isFalse();
        assertThat(node.status().reason()).isEqualTo("broken by the test");
    }

    @Test
    void aBrokenConnectionIsReplaced() {
        FakeConnection connection = up();
        connection.breakDown();
        until(() -> dialer.connections.size() == 2 && node.isUp());
        CompletableFuture<Reply> reply = node.send(GET);
        last().answer(0, Reply.Miss.MISS);
        assertThat(reply).isCompletedWithValue(Reply.Miss.MISS);
    }

    @Test
    void aNodeIsNotUsedBeforeItIsGreeted() {
        CompletableFuture<Void> greeted = new CompletableFuture<>();
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        greeting = (which, channel) -> {
            channel.send(GET).thenAccept(answer::complete);
            return greeted;
        };
        dialer.next = dialer::accept;
        node.start();
        until(() -> !dialer.connections.isEmpty() && last().sent.size() == 1);
        assertThat(node.send(GET)).isCompletedWithValue(DOWN);
        last().answer(0, Reply.Miss.MISS);
        until(() -> answer.getNow(null) == Reply.Miss.MISS);
        assertThat(listener.heard()).isEmpty();
        greeted.complete(null);
        until(node::isUp);
    }

    @Test
    void aGreetingThatFailsIsTriedAnew() {
        greetingFails((which, channel) -> CompletableFuture.failedFuture(new IllegalStateException("no")));
    }

    @Test
    void aGreetingThatThrowsIsTriedAnew() {
        greetingFails((which, channel) -> {
            throw new IllegalStateException("bug");
        });
    }

    @Test
    void aGreetingThatHangsIsTriedAnew() {
        greetingFails((which, channel) -> new CompletableFuture<>());
    }

    private void greetingFails(RejoinStep failing) {
        greeting = failing;
        dialer.next = dialer::accept;
        node.start();
        until(() -> dialer.connections.size() >= 2);
        assertThat(node.isUp()).isFalse();
        assertThat(dialer.connections.get(0).closed).isTrue();
        assertThat(listener.heard()).isNotEmpty().allMatch(heard -> heard.startsWith("unreachable"));
        greeting = (which, channel) -> CompletableFuture.completedFuture(null);
        until(node::isUp);
    }

    @Test
    void aConnectionThatBreaksWhileItIsGreetedIsNotKept() {
        greeting = (which, channel) -> {
            last().breakDown();
            greeting = (again, sound) -> CompletableFuture.completedFuture(null);
            return CompletableFuture.completedFuture(null);
        };
        dialer.next = dialer::accept;
        node.start();
        until(() -> dialer.connections.size() == 2 && node.isUp());
        assertThat(dialer.connections.get(0).closed).isTrue();
    }

    @Test
    void closingEndsTheConnectionAndHealing() {
        FakeConnection connection = up();
        CompletableFuture<Reply> reply = node.send(GET);
        node.close();
        assertThat(reply).isCompletedWithValue(LOST);
        assertThat(connection.closed).isTrue();
        assertThat(node.send(GET)).isCompletedWithValue(DOWN);
        assertThat(node.isUp()).isFalse();
        assertThat(dialer.attempts).isOne();
    }

    @Test
    void aConnectionThatComesAfterTheCloseIsEnded() {
        dialer.next = attempt -> {
            node.close();
            return dialer.accept(attempt);
        };
        node.start();
        until(() -> dialer.connections.size() == 1 && last().closed);
        assertThat(node.isUp()).isFalse();
    }

    @Test
    void whateverFailsWhenANodeIsLostItIsDialledAgain() {
        FakeConnection lost = up();
        CompletableFuture<Reply> pending = node.send(GET);
        listener.failure = new AssertionError("on purpose");
        lost.closeFails = true;
        assertThatThrownBy(lost::breakDown).isNotNull();
        assertThat(pending).isCompletedWithValue(LOST);
        until(() -> node.isUp() && last() != lost);
        assertThat(node.send(GET)).isNotDone();
    }

    @Test
    void aListenerThatFailsDoesNotEndTheAttempts() {
        listener.failure = new AssertionError("on purpose");
        node.start();
        until(() -> dialer.attempts >= 3);
    }
}
