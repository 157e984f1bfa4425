package io.memshare.simulation;

import io.memshare.node.Channel;
import io.memshare.node.Node;
import io.memshare.node.NodeAddress;
import io.memshare.node.NodeRules;
import io.memshare.node.NodeStatus;
import io.memshare.node.RejoinStep;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A node as one application server sees it, by the rules of {@code SelfHealingNode}: deadlines, left out when
 * silent or late too often, dialled in the background, greeted before it is used.
 */
final class SimulatedNode implements Node {

    static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final long CONNECT_TIMEOUT = VirtualTime.SECOND;
    private static final long TICK = 25 * VirtualTime.MILLI;
    private static final long PACE = 250 * VirtualTime.MILLI;
    private static final long STABLE = 10 * VirtualTime.SECOND;
    private static final int STRIKES = 3;
    private static final Reply DOWN = new Reply.Unavailable(Reply.Reason.DOWN);
    private static final Channel NO_CONNECTION = request -> CompletableFuture.completedFuture(DOWN);
    private static final Reply LATE = new Reply.Unavailable(Reply.Reason.TIMEOUT);
    private static final Reply LOST = new Reply.Unavailable(Reply.Reason.CONNECTION_LOST);

    private final VirtualTime time;
    private final RandomGenerator random;
    private final Path path;
    private final SimulatedServer server;
    private final RejoinStep greeting;
    private final NodeRules rules;
    private final Runnable afterUp;
    private boolean starting = true;
    private boolean gone;
    private int relapses;
    private @Nullable Link link;

    SimulatedNode(
            VirtualTime time,
            RandomGenerator random,
            Path path,
            SimulatedServer server,
            RejoinStep greeting,
            NodeRules rules,
            Runnable afterUp) {
        this.time = time;
        this.random = random;
        this.path = path;
        this.server = server;
        this.greeting = greeting;
        this.rules = rules;
        this.afterUp = afterUp;
    }

    /** A connection in use, or about to be. */
    private final class Link implements SimulatedConnection.Listener {

        private final SimulatedConnection connection = new SimulatedConnection(time, random, path, server, this);
        private final List<CompletableFuture<Reply>> inFlight = new ArrayList<>();
        private final Channel inTime = this::sendInTime;
        private boolean closed;
        private long since;
        private long heard = -1;
        private long lastStrike;
        private int strikes;

        CompletableFuture<Reply> send(Request request) {
            if (closed) {
                return CompletableFuture.completedFuture(LOST);
            }
            CompletableFuture<Reply> reply = connection.send(request);
            inFlight.removeIf(CompletableFuture::isDone);
            inFlight.add(reply);
            return reply;
        }

        CompletableFuture<Reply> sendInTime(Request request) {
            CompletableFuture<Reply> reply = send(request);
            long sentAt = time.now();
            NodeRules.Waiting waiting = rules.begin();
            if (!reply.isDone()) {
                time.after(random.nextLong(TICK), () -> sweep(reply, sentAt, waiting));
            }
            return reply;
        }

        private void sweep(CompletableFuture<Reply> reply, long sentAt, NodeRules.Waiting waiting) {
            if (reply.isDone()) {
                return;
            }
            if (!waiting.isOver(nanos(sentAt), nanos(heard), nanos(time.now()))) {
                time.after(TICK, () -> sweep(reply, sentAt, waiting));
                return;
            }
            reply.complete(LATE);
            strikes = time.now() - lastStrike > 2 * TICK ? 1 : strikes + 1;
            lastStrike = time.now();
            if (heard <= sentAt || strikes >= STRIKES) {
                lose(this);
            }
        }

        @Override
        public void received() {
            heard = time.now();
        }

        @Override
        public void closed() {
            lose(this);
            close();
        }

        void close() {
            closed = true;
            connection.close();
            List<CompletableFuture<Reply>> unanswered = List.copyOf(inFlight);
            inFlight.clear();
            unanswered.forEach(reply -> reply.complete(LOST));
        }
    }

    @Override
    public void start() {
        dial();
    }

    private static long nanos(long micros) {
        return 1_000 * micros;
    }

    private void lose(Link lost) {
        if (link == lost) {
            link = null;
            rules.left();
            relapses = time.now() - lost.since >= STABLE ? 0 : Math.min(relapses + 1, 5);
            lost.close();
            dialLater();
        }
    }

    private void dialLater() {
        time.after(PACE << relapses, this::dial);
    }

    private void failed(Link attempt) {
        starting = false;
        attempt.close();
        dialLater();
    }

    private void dial() {
        if (gone) {
            return;
        }
        Link attempt = new Link();
        if (!server.isRunning()) {
            boolean refused = path.isClear();
            time.after(refused ? VirtualTime.MILLI : CONNECT_TIMEOUT, () -> failed(attempt));
            return;
        }
        CompletableFuture<Reply> pong = attempt.send(new Request.Get(io.memshare.node.Key.of("ping"), false));
        time.after(CONNECT_TIMEOUT, () -> pong.complete(LATE));
        pong.thenAccept(reply -> {
            if (reply instanceof Reply.Unavailable) {
                failed(attempt);
            } else {
                greet(attempt);
            }
        });
    }

    private void greet(Link attempt) {
        long asked = time.now();
        AtomicLong took = new AtomicLong(-1);
        Channel channel = request -> {
            CompletableFuture<Reply> reply = attempt.send(request);
            return reply.whenComplete((answer, failure) -> took.compareAndSet(-1, time.now() - asked));
        };
        CompletableFuture<Void> greeted =
                greeting.run(this, channel).toCompletableFuture().copy();
        time.after(3 * CONNECT_TIMEOUT, () -> greeted.cancel(false));
        greeted.whenComplete((done, failure) -> {
            if (failure != null || gone || attempt.closed || !rules.accept(nanos(took.get()))) {
                failed(attempt);
            } else {
                attempt.since = time.now();
                starting = false;
                link = attempt;
                rules.joined();
                afterUp.run();
            }
        });
    }

    /** Returns whether the node has been used since the given time, and nothing was wrong since a second before it. */
    boolean isSoundSince(long moment) {
        long calm = moment - VirtualTime.SECOND;
        return link != null
                && link.since <= moment
                && path.isClear()
                && path.changedAt() < calm
                && server.answers()
                && server.changedAt() < calm;
    }

    /** Returns whether a crawl over a connection of its own would come through. */
    boolean isClear() {
        return link != null && path.isClear() && server.answers();
    }

    SimulatedServer server() {
        return server;
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        return link == null ? CompletableFuture.completedFuture(DOWN) : link.sendInTime(request);
    }

    @Override
    public Channel connection() {
        Link now = link;
        return now == null ? NO_CONNECTION : now.inTime;
    }

    @Override
    public void distrust(Channel connection, String reason) {
        throw new AssertionError("memcached contradicts itself: " + reason);
    }

    @Override
    public NodeAddress address() {
        return server.address();
    }

    @Override
    public boolean isUp() {
        return link != null;
    }

    @Override
    public boolean isStarting() {
        return starting;
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(address(), isUp(), "", Duration.ZERO, null);
    }

    @Override
    public int largestValue() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        gone = true;
        if (link != null) {
            lose(link);
        }
    }
}
