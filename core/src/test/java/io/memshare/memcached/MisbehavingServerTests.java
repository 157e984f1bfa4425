package io.memshare.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.node.Key;
import io.memshare.node.Node;
import io.memshare.node.NodeOpener;
import io.memshare.node.NodeRuntime;
import io.memshare.node.NodeTimeouts;
import io.memshare.node.RecordingListener;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.testkit.Hang;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that breaks the protocol loses its connection, and is used again as soon as it behaves. */
class MisbehavingServerTests {

    private static final Request GET = new Request.Get(Key.of("k"), true);

    private final NodeRuntime runtime = new NodeRuntime(Duration.ofSeconds(20), System::nanoTime);
    private final RecordingListener listener = new RecordingListener();
    private RawServer server;
    private MemcachedDialer dialer;
    private Node node;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer();
        dialer = MemcachedDialer.start(InstantSource.system(), Transport.plain(System::nanoTime));
        node = new NodeOpener(
                        dialer,
                        (greeted, channel) -> CompletableFuture.completedFuture(null),
                        runtime,
                        new NodeTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), 1, 1),
                        listener)
                .open(server.address());
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        dialer.close();
        runtime.close();
        server.close();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Hang.LIMIT).pollInterval(Duration.ofMillis(2)).until(condition);
    }

    private static Reply answer(CompletableFuture<Reply> reply) throws Exception {
        return reply.get(10, TimeUnit.SECONDS);
    }

    private void heals() {
        server.behave();
        until(() -> node.isUp() && answer(node.send(GET)) == Reply.Miss.MISS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n",
                "\r\n",
                "\n\n\n\n",
                "ERROR\r\n",
                "CLIENT_ERROR bad command line format\r\nERROR\r\n",
                "EN O999999\r\n",
                "VA 5 c1 f0 t-1\r\ntoo long\r\n",
                "VA 900000000 c1 f0 t-1\r\n",
                "HD c1 f0 t-1\r\n",
                "VA -5 c1\r\n"
            })
    void whatIsNoAnswerEndsTheConnection(String said) throws Exception {
        node.start();
        until(node::isUp);
        server.answer = said;
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            replies.add(node.send(GET));
        }
        for (CompletableFuture<Reply> reply : replies) {
            assertThat(answer(reply))
                    .isIn(
                            new Reply.Unavailable(Reply.Reason.CONNECTION_LOST),
                            new Reply.Unavailable(Reply.Reason.DOWN));
        }
        until(() -> listener.heard().stream().anyMatch(heard -> heard.startsWith("down")));
        heals();
    }

    @Test
    void halfAValueAndThenTheEnd() throws Exception {
        node.start();
        until(node::isUp);
        server.hangsUp = true;
        server.answer = "VA 1000 c1 f0 t-1\r\nhalf";
        CompletableFuture<Reply> reply = node.send(GET);
        CompletableFuture<Reply> behind = node.send(GET);
        assertThat(answer(reply)).isEqualTo(new Reply.Unavailable(Reply.Reason.CONNECTION_LOST));
        assertThat(answer(behind)).isInstanceOf(Reply.Unavailable.class);
        heals();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_ERROR shutting down\r\n", "x", "MN\r\n"})
    void whatIsSaidUnaskedEndsTheConnection(String said) throws Exception {
        node.start();
        until(node::isUp);
        server.say(said);
        until(() -> listener.heard().contains("down: the server sent a reply without a request"));
        heals();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR Too many open connections\r\n", ""})
    void aServerThatDoesNotGreetIsNotUsed(String said) {
        server.welcome = said;
        node.start();
        until(() -> listener.heard().size() >= 2);
        assertThat(listener.heard()).allMatch(heard -> heard.startsWith("unreachable"));
        heals();
    }

    @Test
    void aServerThatIsTooOldIsNamed() {
        server.version = "1.6.9";
        node.start();
        until(() -> !listener.heard().isEmpty());
        assertThat(listener.heard())
                .containsExactly("misconfigured: it is memcached 1.6.9, and 1.6.10 or later is needed; install a newer"
                        + " version on the node");
    }

    @Test
    void whatIsNoGreetingIsNotRepeated() {
        server.welcome = "HTTP/1.1 400 Bad Request\r\n\r\n";
        node.start();
        until(() -> !listener.heard().isEmpty());
        assertThat(listener.heard().get(0))
                .isEqualTo("misconfigured: it is not a memcached, since it answered the request for its version by a"
                        + " line of 24 characters; correct its host and port in memshare.nodes");
    }

    @Test
    void aServerWithoutConnectionsToSpareIsStillMemcached() {
        server.welcome = "ERROR Too many open connections\r\n";
        node.start();
        until(() -> !listener.heard().isEmpty());
        assertThat(listener.heard().get(0))
                .isEqualTo("unreachable: the answer to the request for its version was ERROR Too many open connections;"
                        + " a memcached 1.6.10 or later is needed that has connections to spare");
    }
}
