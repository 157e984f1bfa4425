package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LinkTests {

    private static final Request GET = new Request.Get(Key.of("k"), true);
    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);
    private static final long TICK = 10;
    private static final long TIMEOUT = 100;

    private ReplyTimeout allowance = new ReplyTimeout(TIMEOUT, TIMEOUT);
    private final PauseAwareClock clock = new PauseAwareClock(TICK, 0);
    private final FakeConnection connection = new FakeConnection(new Connection.Listener() {
        @Override
        public void received() {
            link().received();
        }

        @Override
        public void closed(String reason) {
            link().close();
        }
    });
    private final Link link = new Link(connection, clock, () -> allowance, 0);
    private long now;

    private Link link() {
        return link;
    }

    private void pass(long nanos) {
        for (long end = now + nanos; now < end; ) {
            now += TICK;
            clock.advance(now);
        }
    }

    private String lateRequest() {
        CompletableFuture<Reply> reply = link.send(GET);
        pass(TIMEOUT / 2);
        link.received();
        pass(TIMEOUT / 2);
        String verdict = link.sweep();
        assertThat(reply).isCompletedWithValue(new Reply.Unavailable(Reply.Reason.TIMEOUT));
        return verdict;
    }

    @Test
    void aNodeThatSaysNothingIsGivenUpAtOnce() {
        link.send(GET);
        pass(TIMEOUT - TICK);
        assertThat(link.sweep()).isNull();
        pass(TICK);
        assertThat(link.sweep()).startsWith("no answer");
    }

    @Test
    void aNodeThatFallsSilentRightAfterAnAnswerIsGivenUpAtOnce() {
        link.send(GET);
        connection.answer(0, Reply.Miss.MISS);
        link.send(GET); // within the same tick as the answer
        pass(TIMEOUT);
        assertThat(link.sweep()).startsWith("no answer");
    }

    @Test
    void aPauseOfThisProcessIsNoFaultOfTheNode() {
        link.send(GET);
        clock.advance(1_000 * TIMEOUT);
        assertThat(link.sweep()).isNull();
        assertThat(connection.sent.get(0)).isNotDone();
    }

    @Test
    void aNodeThatAnswersLateIsGivenUpAtTheThirdTime() {
        assertThat(lateRequest()).isNull();
        assertThat(lateRequest()).isNull();
        assertThat(lateRequest()).startsWith("answers take longer");
    }

    @Test
    void quietSweepsForgiveNothing() {
        lateRequest();
        assertThat(link.sweep()).isNull();
        lateRequest();
        assertThat(link.sweep()).isNull();
        assertThat(lateRequest()).startsWith("answers take longer");
    }

    @Test
    void anAnswerInTimeForgives() {
        lateRequest();
        lateRequest();
        link.send(GET);
        connection.answer(2, Reply.Miss.MISS);
        assertThat(link.sweep()).isNull();
        assertThat(lateRequest()).isNull();
    }

    @Test
    void aNodeThatCannotBeSparedAnyMoreIsWaitedForLongerFromNowOn() {
        CompletableFuture<Reply> reply = link.send(GET);
        pass(TIMEOUT);
        allowance = new ReplyTimeout(4 * TIMEOUT, 2 * TIMEOUT);
        assertThat(link.sweep()).isNull();
        assertThat(reply).isNotDone();
        pass(TIMEOUT);
        assertThat(link.sweep()).startsWith("no answer");
    }

    @Test
    void whatWasSentToANodeThatCouldNotBeSparedIsWaitedForToTheEnd() {
        allowance = new ReplyTimeout(4 * TIMEOUT, 2 * TIMEOUT);
        CompletableFuture<Reply> reply = link.send(GET);
        allowance = new ReplyTimeout(TIMEOUT, TIMEOUT);
        pass(TIMEOUT);
        assertThat(link.sweep()).isNull();
        connection.answer(0, Reply.Miss.MISS);
        assertThat(reply).isCompletedWithValue(Reply.Miss.MISS);
    }

    @Test
    void closingAnswersEverything() {
        CompletableFuture<Reply> before = link.send(GET);
        connection.breakDown();
        assertThat(before).isCompletedWithValue(LOST);
        assertThat(link.send(GET)).isCompletedWithValue(LOST);
        assertThat(connection.sent).hasSize(1);
    }

    @Test
    void whatIsUnderWayIsBounded() {
        int most = 16_384;
        for (int i = 0; i < most; i++) {
            link.send(GET);
        }
        assertThat(link.send(GET)).isCompletedWithValue(new Reply.Unavailable(Reply.Reason.OVERLOADED));
        assertThat(connection.sent).hasSize(most);
        connection.answer(0, Reply.Miss.MISS);
        link.sweep();
        assertThat(link.send(GET)).isNotDone();
    }

    @Test
    void anOperationThatWasStartedHasMoreRoomThanOneThatWasNot() {
        int most = 12_288;
        for (int i = 0; i < most; i++) {
            assertThat(link.hasRoom()).isTrue();
            link.send(GET);
        }
        assertThat(link.hasRoom()).isFalse();
        for (int i = 0; i < 4_096; i++) {
            assertThat(link.send(GET)).isNotDone();
        }
        for (int i = 0; i < 4_097; i++) {
            connection.answer(i, Reply.Miss.MISS);
        }
        assertThat(link.hasRoom())
                .as("what was answered takes no room, before the next sweep as well")
                .isTrue();
    }
}
