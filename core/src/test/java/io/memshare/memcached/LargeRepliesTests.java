package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Connection;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServers;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LargeRepliesTests {

    private static final Key LARGE = Key.of("large");
    private static final Key SMALL = Key.of("small");

    @RegisterExtension
    private final MemcachedServers servers = new MemcachedServers();

    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch workDone = new CountDownLatch(1);
    private MemcachedDialer dialer;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        dialer = MemcachedDialer.start(InstantSource.system(), Transport.plain(System::nanoTime));
        connection = dialer.dial(NodeAddress.parse(servers.start().address()), Hang.LIMIT, new Connection.Listener() {
            @Override
            public void received() {
                // Not looked at here.
            }

            @Override
            public void closed(String reason) {
                // Not looked at here.
            }
        });
        put(LARGE, LargeReplies.LARGE_BYTES);
        put(SMALL, LargeReplies.LARGE_BYTES - 1);
    }

    @AfterEach
    void stop() {
        workDone.countDown();
        dialer.close();
    }

    private void put(Key key, int length) throws Exception {
        Request put = new Request.Put(key, new byte[length], 1, new TimeToLive(3600), Request.Put.NOTHING);
        assertThat(reply(put)).isInstanceOf(Reply.Stored.class);
    }

    private Reply reply(Request request) throws Exception {
        return connection.send(request).get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void work() {
        atWork.countDown();
        try {
            workDone.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the thread on which a reply arrives, not the one that asks, which takes what is there already. */
    private String threadOfReply(Request request) {
        return Stream.generate(() -> connection
                        .send(request)
                        .thenApply(reply -> Thread.currentThread().getName())
                        .join())
                .filter(name -> !name.equals(Thread.currentThread().getName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatFollowsFromALargeValueIsNotDoneOnTheThreadThatServesTheNetwork() {
        String network = threadOfReply(new Request.Get(SMALL, true));

        assertThat(threadOfReply(new Request.Get(LARGE, true))).isNotEqualTo(network);
        assertThat(threadOfReply(new Request.Get(LARGE, false))).isEqualTo(network);
    }

    /** As when the value is opened, decoded and merged, which takes milliseconds at some hundred kilobytes. */
    @Test
    void theWorkOnALargeValueHoldsUpNoOtherReply() throws Exception {
        try (LargeReplies replies = new LargeReplies()) {
            CompletableFuture<Reply> first = new CompletableFuture<>();
            CompletableFuture<Void> worked = first.thenAccept(reply -> work());
            CompletableFuture<Reply> other = new CompletableFuture<>();
            replies.answer(first, hit(LargeReplies.LARGE_BYTES));
            assertThat(atWork.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            replies.answer(other, hit(LargeReplies.LARGE_BYTES - 1));

            assertThat(other).isCompleted();
            assertThat(worked).isNotDone();
        }
    }

    private static Reply hit(int length) {
        return new Reply.Hit(1, 1, 1, new byte[length]);
    }

    @Test
    void largeValuesThatHaveArrivedAreAnsweredAlsoIfTheDialerIsClosed() {
        LargeReplies replies = new LargeReplies();
        Reply large = hit(LargeReplies.LARGE_BYTES);
        CompletableFuture<Reply> first = new CompletableFuture<>();
        CompletableFuture<Reply> second = new CompletableFuture<>();
        CompletableFuture<Reply> late = new CompletableFuture<>();
        CompletableFuture<Void> worked = first.thenAccept(reply -> work());
        replies.answer(first, large);
        replies.answer(second, large);
        replies.close();
        replies.answer(late, large);

        assertThat(late).isCompletedWithValue(large);
        workDone.countDown();
        assertThat(second).succeedsWithin(Hang.LIMIT).isEqualTo(large);
        assertThat(worked).succeedsWithin(Hang.LIMIT);
    }
}
