package io.memshare.node;

import io.memshare.node.Reply.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A node that is up exactly while it has a connection that answers. The circuit breaker is the connection itself: a node
 * that falls silent loses it, which answers everything under way and makes every later request fail at once; a new
 * connection, dialled in the background and proven by a ping and the {@link Greeting}, closes the circuit again. So no
 * request is ever the probe.
 *
 * <p>Safe for use by several threads. The state is one immutable value, replaced atomically and read once per call.
 */
public final class SelfHealingNode implements Node {

    private static final CompletableFuture<Reply> DOWN =
            CompletableFuture.completedFuture(new Reply.Unavailable(Reason.DOWN));

    private static final Channel NO_CONNECTION = request -> DOWN;
    private static final Down STARTING = new Down("not connected yet", Backoff.NONE);

    private final NodeAddress address;
    private final Dialer dialer;
    private final Greeting greeting;
    private final NodeRuntime runtime;
    private final Timeouts timeouts;
    private final Allowance spared;
    private final Allowance needed;
    private final NodeListener listener;
    private final AtomicReference<State> state = new AtomicReference<>(STARTING);

    /**
     * How long a node is waited for.
     *
     * @param request for the reply to a request
     * @param connect for a connection; three times as long for the greeting after it, which is several round trips
     * @param majority all nodes' share in it; while one hangs on this node, its replies are waited for longer
     */
    public record Timeouts(Duration request, Duration connect, Majority majority) {

        long greetingNanos() {
            return 3 * connect.toNanos();
        }

        /** Returns whether a node that is down and replies in the given time may be taken back. */
        boolean accept(long replyNanos) {
            return replyNanos <= request.toNanos() || !majority.isReached();
        }
    }

    private sealed interface State {}

    private record Up(Link link, Backoff backoff) implements State {}

    private record Down(String reason, Backoff backoff) implements State {}

    private record Closed() implements State {}

    /**
     * Creates the node; {@link #start} begins to connect.
     *
     * @param address the server
     * @param dialer sets up connections; outlives the node
     * @param greeting what to do before the node is used
     * @param runtime threads and clock; outlives the node
     * @param timeouts how long to wait
     * @param listener hears of the node
     */
    public SelfHealingNode(
            NodeAddress address,
            Dialer dialer,
            Greeting greeting,
            NodeRuntime runtime,
            Timeouts timeouts,
            NodeListener listener) {
        this.address = address;
        this.dialer = dialer;
        this.greeting = greeting;
        this.runtime = runtime;
        this.timeouts = timeouts;
        this.spared = Allowance.whenSpared(timeouts.request());
        this.needed = Allowance.whenNeeded(timeouts.request());
        this.listener = listener;
    }

    /** Begins to connect in the background and returns at once. To be called once. */
    public void start() {
        runtime.every(runtime.tick(), this::sweep);
        dialAfter(Duration.ZERO);
    }

    @Override
    public NodeAddress address() {
        return address;
    }

    @Override
    public boolean isUp() {
        return state.get() instanceof Up;
    }

    @Override
    public boolean isStarting() {
        return state.get() == STARTING;
    }

    @Override
    public NodeStatus status() {
        State now = state.get();
        return new NodeStatus(address, now instanceof Up, now instanceof Down down ? down.reason() : "");
    }

    @Override
    public int largestValue() {
        return state.get() instanceof Up up ? up.link().largestValue() : Integer.MAX_VALUE;
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        return state.get() instanceof Up up ? up.link().send(request) : DOWN;
    }

    @Override
    public Channel connection() {
        return state.get() instanceof Up up ? up.link() : NO_CONNECTION;
    }

    @Override
    public void distrust(Channel connection, String reason) {
        if (state.get() instanceof Up up && up.link() == connection) {
            lose(up.link(), reason, up.backoff().afterSilence(age(up.link())));
        }
    }

    @Override
    public void close() {
        if (state.getAndSet(new Closed()) instanceof Up up) {
            up.link().close();
        }
    }

    /** Returns how long this node is waited for at present, if it is up. */
    private Allowance allowance() {
        return timeouts.majority().canSpareOne() ? spared : needed;
    }

    private void sweep() {
        if (state.get() instanceof Up up) {
            String reason = up.link().sweep();
            if (reason != null) {
                lose(up.link(), reason, up.backoff().afterSilence(age(up.link())));
            }
        }
    }

    private void dialAfter(Duration delay) {
        try {
            runtime.timer().schedule(this::dialElsewhere, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ex) {
            // The runtime is closed: nothing is to be healed any more.
        }
    }

    private void dialElsewhere() {
        try {
            runtime.dialers().execute(this::dial);
        } catch (RejectedExecutionException ex) {
            // As above.
        } catch (RuntimeException | Error ex) {
            failed("no thread to dial with: " + ex);
        }
    }

    private void dial() {
        if (!(state.get() instanceof Down)) {
            return;
        }
        Attempt attempt = new Attempt();
        try {
            Connection connection = dialer.dial(address, timeouts.connect(), attempt);
            Link link = new Link(connection, runtime.patience(), this::allowance, runtime.nanoTime());
            attempt.use(link);
            FirstReply first = new FirstReply(link, runtime.patience()::nanos);
            if (!greeted(first)) {
                link.close();
                failed("it did not answer while it was taken back");
            } else if (!timeouts.accept(first.tookNanos())) {
                link.close();
                failed("its answers take longer than " + timeouts.request().toMillis() + " ms");
            } else {
                publish(link);
            }
        } catch (IOException ex) {
            failed(String.valueOf(ex.getMessage()));
        } catch (RuntimeException | Error ex) {
            // Whatever it was: a node that is not dialled again is lost until this process is started anew.
            failed("unexpected failure: " + ex);
        }
    }

    private boolean greeted(Channel channel) {
        try {
            greeting.greet(this, channel).toCompletableFuture().get(timeouts.greetingNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException ex) {
            return false;
        }
    }

    private void publish(Link link) {
        if (state.get() instanceof Down down && state.compareAndSet(down, new Up(link, down.backoff()))) {
            timeouts.majority().joined();
            listener.up(address);
            if (link.isClosed()) {
                ended(link, "the connection broke while it was taken back");
            }
        } else {
            link.close();
        }
    }

    private void failed(String reason) {
        if (state.get() instanceof Down down && state.compareAndSet(down, new Down(reason, down.backoff()))) {
            listener.unreachable(address, reason);
            dialAfter(down.backoff().delay());
        }
    }

    /** Gives up a link that has ended by itself. */
    private void ended(Link link, String reason) {
        if (state.get() instanceof Up up) {
            lose(link, reason, up.backoff().afterEnd(age(link)));
        }
    }

    private Duration age(Link link) {
        return Duration.ofNanos(runtime.nanoTime() - link.sinceNanos());
    }

    private void lose(Link link, String reason, Backoff backoff) {
        State now = state.get();
        if (now instanceof Up up && up.link() == link && state.compareAndSet(now, new Down(reason, backoff))) {
            timeouts.majority().left();
            link.close();
            listener.down(address, reason);
            dialAfter(backoff.delay());
        }
    }

    /** Passes on what happens to a connection, from its first byte on. */
    private final class Attempt implements Connection.Listener {

        private volatile @Nullable Link link;
        private volatile boolean closed;

        void use(Link used) {
            link = used;
            if (closed) {
                used.close();
            }
        }

        @Override
        public void received() {
            Link used = link;
            if (used != null) {
                used.received();
            }
        }

        @Override
        public void closed(String reason) {
            closed = true;
            Link used = link;
            if (used != null) {
                used.close();
                ended(used, reason);
            }
        }
    }
}
