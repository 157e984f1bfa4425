package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.memshare.node.Connection;
import io.memshare.node.Key;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeOpener;
import io.memshare.node.NodeRuntime;
import io.memshare.node.NodeTimeouts;
import io.memshare.node.RecordingListener;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import io.memshare.testkit.MemcachedServers;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection does on a real memcached. */
class MemcachedConnectionTests {

    private static final TimeToLive HOUR = new TimeToLive(3600);
    private static final Key KEY = Key.of("k");

    @RegisterExtension
    private final MemcachedServers servers = new MemcachedServers();

    private final AtomicInteger closed = new AtomicInteger();
    private final Connection.Listener listener = new Connection.Listener() {
        @Override
        public void received() {
            // Not looked at here.
        }

        @Override
        public void closed(String reason) {
            closed.incrementAndGet();
        }
    };
    private MemcachedDialer dialer;

    @BeforeEach
    void start() throws IOException {
        dialer = MemcachedDialer.start(InstantSource.system(), Transport.plain(System::nanoTime));
    }

    @AfterEach
    void stop() {
        dialer.close();
    }

    private Connection connection(String... arguments) throws IOException {
        return dialer.dial(NodeAddress.parse(servers.start(arguments).address()), Hang.LIMIT, listener);
    }

    private static Reply reply(Connection connection, Request request) throws Exception {
        return connection.send(request).get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static Request put(Key key, byte[] value, int checksum, long expected) {
        return new Request.Put(key, value, checksum, HOUR, expected);
    }

    private static long stored(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Stored.class);
        return ((Reply.Stored) reply).token();
    }

    private static Reply.Hit hit(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Hit.class);
        return (Reply.Hit) reply;
    }

    @Test
    void whatIsAddedIsThereOnce() throws Exception {
        Connection connection = connection();
        byte[] value = Pieces.bytes("a\r\nb");
        assertThat(reply(connection, new Request.Get(KEY, true))).isEqualTo(Reply.Miss.MISS);
        long token = stored(reply(connection, put(KEY, value, -1, Request.Put.NOTHING)));
        assertThat(token).isPositive();
        assertThat(reply(connection, put(KEY, value, 0, Request.Put.NOTHING))).isEqualTo(Reply.Conflict.CONFLICT);
        Reply.Hit hit = hit(reply(connection, new Request.Get(KEY, true)));
        assertThat(hit.value()).isEqualTo(value);
        assertThat(hit.token()).isEqualTo(token);
        assertThat(hit.checksum()).isEqualTo(-1);
        assertThat(hit.secondsLeft()).isBetween(HOUR.seconds() - 30, HOUR.seconds());
        assertThat(hit(reply(connection, new Request.Get(KEY, false))).value()).isNull();
    }

    @Test
    void whatManyThreadsSendIsAllAnswered() throws Exception {
        Connection connection = connection();
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Key key = Key.of("k" + i);
            Random random = new Random(i);
            sending.add(senders.submit(() -> {
                long token = stored(reply(connection, put(key, new byte[10], 0, Request.Put.NOTHING)));
                for (int n = 1; n < 1_500; n++) {
                    // All begin when nothing is under way, so that several want to write at the same time.
                    together.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
                    CompletableFuture<Reply> put = connection.send(put(key, new byte[random.nextInt(300)], n, token));
                    CompletableFuture<Reply> get = connection.send(new Request.Get(key, true));
                    token = stored(put.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS));
                    assertThat(hit(get.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS))
                                    .checksum())
                            .isEqualTo(n);
                }
                return null;
            }));
        }
        for (Future<?> each : sending) {
            each.get(Hang.LIMIT.toSeconds() * 2, TimeUnit.SECONDS);
        }
        senders.shutdown();
        assertThat(closed).hasValue(0);
    }

    /**
     * Whatever a writer is about when its connection is closed, the sender hears nothing of it, and other connections
     * live on.
     */
    @Test
    void aConnectionThatIsClosedUnderManySendersBreaksNothing() throws Exception {
        NodeAddress address = NodeAddress.parse(servers.start().address());
        int threads = 4;
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        for (int round = 0; round < 300; round++) {
            Connection connection = dialer.dial(address, Hang.LIMIT, listener);
            CountDownLatch busy = new CountDownLatch(100 + round);
            AtomicBoolean ended = new AtomicBoolean();
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                sending.add(senders.submit(() -> {
                    while (!ended.get()) {
                        connection.send(new Request.Get(KEY, true));
                        busy.countDown();
                    }
                }));
            }
            assertThat(busy.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            connection.close();
            ended.set(true);
            for (Future<?> each : sending) {
                each.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
        senders.shutdown();
        assertThat(closed).hasValue(300);
        assertThat(reply(dialer.dial(address, Hang.LIMIT, listener), new Request.Get(KEY, true)))
                .isEqualTo(Reply.Miss.MISS);
    }

    @Test
    void aReactorThatHasEndedIsReplaced() throws Exception {
        Reactor ended = Reactor.started();
        ended.stopped();
        await().atMost(Hang.LIMIT).until(() -> !ended.isAlive());
        try (MemcachedDialer dialing =
                        new MemcachedDialer(List.of(ended), InstantSource.system(), Transport.plain(System::nanoTime));
                Connection connection =
                        dialing.dial(NodeAddress.parse(servers.start().address()), Hang.LIMIT, listener)) {
            assertThat(reply(connection, new Request.Get(KEY, true))).isEqualTo(Reply.Miss.MISS);
        }
    }

    @Test
    void aSenderThatIsInterruptedBreaksNothing() throws Exception {
        Connection connection = connection();
        Thread.currentThread().interrupt();
        CompletableFuture<Reply> reply = connection.send(new Request.Get(KEY, true));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Reply.Miss.MISS);
        assertThat(reply(connection, new Request.Get(KEY, true))).isEqualTo(Reply.Miss.MISS);
        assertThat(closed).hasValue(0);
    }

    @Test
    void theTokenOfAStoreServesTheNextOne() throws Exception {
        Connection connection = connection();
        long first = stored(reply(connection, put(KEY, Pieces.bytes("1"), 1, Request.Put.NOTHING)));
        long second = stored(reply(connection, put(KEY, Pieces.bytes("2"), 2, first)));
        assertThat(reply(connection, put(KEY, Pieces.bytes("3"), 3, first))).isEqualTo(Reply.Conflict.CONFLICT);
        stored(reply(connection, put(KEY, Pieces.bytes("4"), 4, second)));
        assertThat(hit(reply(connection, new Request.Get(KEY, true))).value()).isEqualTo(Pieces.bytes("4"));
        assertThat(reply(connection, put(Key.of("other"), Pieces.bytes("5"), 5, second)))
                .isEqualTo(Reply.Conflict.CONFLICT);
    }

    @Test
    void aTouchSetsTheTimeLeftAndKeepsTheToken() throws Exception {
        Connection connection = connection();
        assertThat(reply(connection, new Request.Touch(KEY, HOUR))).isEqualTo(Reply.Miss.MISS);
        long token = stored(reply(connection, put(KEY, Pieces.bytes("1"), 9, Request.Put.NOTHING)));
        TimeToLive year = new TimeToLive(365L * 24 * 3600);
        Reply.Hit touched = hit(reply(connection, new Request.Touch(KEY, year)));
        assertThat(touched.secondsLeft()).isBetween(HOUR.seconds() - 30, HOUR.seconds());
        assertThat(touched.checksum()).isEqualTo(9);
        Reply.Hit after = hit(reply(connection, new Request.Touch(KEY, TimeToLive.FOREVER)));
        assertThat(after.secondsLeft()).isBetween(year.seconds() - 60, year.seconds() + 5);
        assertThat(after.token()).isEqualTo(token);
        assertThat(hit(reply(connection, new Request.Get(KEY, false))).secondsLeft())
                .isEqualTo(Reply.FOREVER);
    }

    @Test
    void largeValuesArriveIntact() throws Exception {
        Connection connection = connection();
        for (int i = 0; i < 20; i++) {
            byte[] value = new byte[900_000];
            new Random(i).nextBytes(value);
            Key key = Key.of("large" + i % 4);
            Reply before = reply(connection, new Request.Get(key, false));
            stored(reply(
                    connection,
                    put(key, value, i, before instanceof Reply.Hit hit ? hit.token() : Request.Put.NOTHING)));
            assertThat(hit(reply(connection, new Request.Get(key, true))).value())
                    .isEqualTo(value);
        }
    }

    @Test
    void everyRequestOfManyThreadsGetsItsOwnAnswer() throws Exception {
        Connection connection = connection();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                runs.add(threads.submit(() -> pipelined(connection, number)));
            }
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(closed).hasValue(0);
    }

    private static Void pipelined(Connection connection, int thread) throws Exception {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Key key = Key.of("key:" + thread + ":" + i);
            byte[] value = ByteBuffer.allocate(8 + 5 * i)
                    .putInt(0, thread)
                    .putInt(4, i)
                    .array();
            replies.add(connection.send(put(key, value, i, Request.Put.NOTHING)));
            replies.add(connection.send(new Request.Get(key, i % 5 > 0)));
        }
        for (int i = 0; i < 500; i++) {
            stored(replies.get(2 * i).get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS));
            Reply.Hit hit = hit(replies.get(2 * i + 1).get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS));
            assertThat(hit.checksum()).isEqualTo(i);
            if (i % 5 > 0) {
                assertThat(hit.value()).hasSize(8 + 5 * i);
                assertThat(ByteBuffer.wrap(hit.value()).getLong()).isEqualTo(((long) thread << 32) + i);
            }
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"512k", "1m", "2m", "8m"})
    void theLargestValueIsStoredAndNotMuchMoreWouldBe(String limit) throws Exception {
        Connection connection = connection("-I", limit);
        Key longest = Key.of("k".repeat(250));
        byte[] value = new byte[connection.largestValue()];
        new Random(1).nextBytes(value);
        stored(reply(connection, put(longest, value, -1, Request.Put.NOTHING)));
        assertThat(hit(reply(connection, new Request.Get(longest, true))).value())
                .isEqualTo(value);
        byte[] tooLarge = new byte[value.length + MemcachedConnection.ITEM_OVERHEAD];
        assertThat(reply(connection, put(KEY, tooLarge, 0, Request.Put.NOTHING)))
                .isEqualTo(new Reply.Refused("SERVER_ERROR object too large for cache"));
        assertThat(reply(connection, new Request.Get(KEY, true)))
                .as("the connection is still in step")
                .isEqualTo(Reply.Miss.MISS);
    }

    @Test
    void aServerWithoutCompareAndSetIsRefused() {
        assertThatIOException().isThrownBy(() -> connection("-C")).withMessageContaining("compare and set");
    }

    @Test
    void aServerThatAcceptsAndDoesNotAnswerLeavesNothingBehind() {
        MemcachedServer server = servers.start();
        server.freeze();
        NodeAddress address = NodeAddress.parse(server.address());
        assertThatIOException()
                .isThrownBy(() -> dialer.dial(address, Duration.ofMillis(200), listener))
                .withMessageContaining("no answer within 200 ms");
        // The reactor was never given the connection.
        assertThat(closed).hasValue(0);
    }

    @Test
    void aServerThatTellsItsVersionAndNoMoreLeavesNothingBehind() throws IOException {
        try (RawServer server = new RawServer()) {
            server.silentFor = "mn";
            assertThatIOException()
                    .isThrownBy(() -> dialer.dial(server.address(), Duration.ofMillis(200), listener))
                    .withMessage("connected, but no answer within 200 ms");
            // Whatever the reactor was given is only forgotten when it is closed.
            assertThat(closed).hasValue(1);
            await().atMost(Hang.LIMIT).until(() -> server.connections() == 0);
        }
    }

    @Test
    void aPortWhereNobodyListensIsRefused() {
        MemcachedServer server = servers.start();
        server.kill();
        assertThatIOException()
                .isThrownBy(() -> dialer.dial(NodeAddress.parse(server.address()), Hang.LIMIT, listener));
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> dialer.dial(NodeAddress.parse("no-such-host.invalid:1"), Hang.LIMIT, listener))
                .withMessageContaining("no-such-host.invalid");
    }

    /** A server at its limit answers or closes unasked; one that accepts says nothing until it is asked. */
    private static boolean refuses(Socket socket) throws IOException {
        socket.setSoTimeout(500);
        try {
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException ex) {
            return false;
        }
    }

    @Test
    void aServerAtItsConnectionLimitIsUsedWhenOthersHaveLeft() throws Exception {
        MemcachedServer server = servers.start("-c", "32", "-t", "1");
        NodeAddress address = NodeAddress.parse(server.address());
        List<Socket> others = new ArrayList<>();
        // The server stops accepting a moment after it has reached its limit, so it is tried until it refuses.
        boolean refused = false;
        while (!refused) {
            Socket other = new Socket(address.host(), address.port());
            others.add(other);
            refused = others.size() >= 48 && refuses(other);
        }
        NodeRuntime runtime = new NodeRuntime(Duration.ofSeconds(5), System::nanoTime);
        RecordingListener heard = new RecordingListener();
        try (Node node = new NodeOpener(
                        dialer,
                        (greeted, channel) -> CompletableFuture.completedFuture(null),
                        runtime,
                        new NodeTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1), 1, 1),
                        heard)
                .open(address)) {
            node.start();
            await().atMost(Hang.LIMIT).until(() -> heard.heard().size() >= 2);
            assertThat(heard.heard()).allMatch(event -> event.startsWith("unreachable"));
            for (Socket other : others) {
                other.close();
            }
            await().atMost(Hang.LIMIT).until(node::isUp);
            assertThat(node.send(new Request.Get(KEY, true)).get(10, TimeUnit.SECONDS))
                    .isEqualTo(Reply.Miss.MISS);
        } finally {
            runtime.close();
        }
    }
}
