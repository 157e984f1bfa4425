package io.memshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservedDialerTests {

    private static final NodeAddress NODE = NodeAddress.parse("10.0.0.1");
    private static final Request GET = new Request.Get(Key.of("k"), true);
    private static final Reply TIMEOUT = new Reply.Unavailable(Reply.Reason.TIMEOUT);

    private final AtomicLong nanos = new AtomicLong();
    private final List<RequestListener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final FakeDialer dialer = new FakeDialer();
    private FakeConnection connection;
    private Connection observed;

    private final RequestListener listener = new RequestListener() {
        @Override
        public void sent(NodeAddress node, Request request) {
            heard.add("sent to " + node);
        }

        @Override
        public void answered(NodeAddress node, Request request, Reply reply, long took) {
            heard.add(reply + " by " + node + " after " + took);
        }
    };

    @BeforeEach
    void dial() throws IOException {
        dialer.next = dialer::accept;
        observed = new ObservedDialer(dialer, listeners, nanos::get)
                .dial(NODE, Duration.ofSeconds(1), new Connection.Listener() {
                    @Override
                    public void received() {}

                    @Override
                    public void closed(String reason) {}
                });
        connection = dialer.connections.get(0);
    }

    @Test
    void tellsOfARequestAndHowLongItTook() {
        listeners.add(listener);
        nanos.set(10);
        CompletableFuture<Reply> reply = observed.send(GET);
        assertThat(heard).containsExactly("sent to 10.0.0.1:11211");
        nanos.set(17);
        connection.answer(0, Reply.Miss.MISS);
        assertThat(reply).isCompletedWithValue(Reply.Miss.MISS);
        assertThat(heard).containsExactly("sent to 10.0.0.1:11211", "MISS by 10.0.0.1:11211 after 7");
    }

    /** The deadline of a request belongs to the owner of the connection. */
    @Test
    void tellsOfARequestThatItsOwnerGivesUp() {
        listeners.add(listener);
        observed.send(GET).complete(TIMEOUT);
        assertThat(heard).hasSize(2).last().asString().contains("TIMEOUT");
    }

    @Test
    void whoeverWasToldOfTheBeginningIsToldOfTheEnd() {
        observed.send(GET);
        listeners.add(listener);
        connection.answer(0, Reply.Miss.MISS);
        assertThat(heard).isEmpty();
        observed.send(GET);
        listeners.remove(listener);
        connection.answer(1, Reply.Miss.MISS);
        assertThat(heard).hasSize(2);
    }

    @Test
    void passesEverythingElseOn() {
        assertThat(observed.largestValue()).isEqualTo(connection.largestValue());
        observed.close();
        assertThat(connection.closed).isTrue();
    }

    /** Else the requests behind it in a queue of deadlines would never be answered. */
    @Test
    void aListenerThatFailsConcernsNobodyElse() {
        listeners.add(new RequestListener() {
            @Override
            public void sent(NodeAddress node, Request request) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void answered(NodeAddress node, Request request, Reply reply, long took) {
                throw new AssertionError("on purpose");
            }
        });
        listeners.add(listener);
        CompletableFuture<Reply> reply = observed.send(GET);
        assertThat(reply.complete(TIMEOUT)).isTrue();
        assertThat(heard).hasSize(2);
    }
}
