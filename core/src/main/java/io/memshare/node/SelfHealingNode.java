package io.memshare.node;

import io.memshare.node.NodeFailure.Kind;
import io.memshare.node.NodeRuntime.Task;
import io.memshare.node.Reply.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A node that is up exactly while it has a connection that answers. The connection is the circuit breaker. A node that
 * falls silent loses its connection; all pending requests are then answered, and later requests fail at once. A new
 * connection, dialled in the background and verified by a ping and the {@link RejoinStep}, closes the circuit again. No
 * user request ever serves as the probe.
 *
 * <p>Safe for use by several threads. The state is an immutable value, replaced atomically and read once per call.
 */
final class SelfHealingNode implements Node {

    private static final CompletableFuture<Reply> DOWN =
            CompletableFuture.completedFuture(new Reply.Unavailable(Reason.DOWN));

    private static final Duration AFTER_MISCONFIGURATION = Duration.ofSeconds(10);

    private static final Channel NO_CONNECTION = request -> DOWN;
    private static final String NOT_CONNECTED_YET = "not connected yet";

    private final Member member;
    private final Dialer dialer;
    private final RejoinStep rejoin;
    private final NodeRuntime runtime;
    private final NodeTimeouts timeouts;
    private final NodeListener listener;
    private final Down starting;
    private final AtomicReference<State> state;
    private volatile @Nullable Task sweeping;

    /** A state with its start on the monotonic clock, and the last failure, which is null before the first failure. */
    private sealed interface State {

        long sinceNanos();

        @Nullable NodeFailure failure();
    }

    private record Up(
            Link link,
            Backoff backoff,
            long sinceNanos,
            @Nullable NodeFailure failure) implements State {}

    private record Down(
            Backoff backoff, long sinceNanos, @Nullable NodeFailure failure) implements State {

        Down again(NodeFailure other) {
            return new Down(backoff, sinceNanos, other);
        }

        String reason() {
            return failure == null ? NOT_CONNECTED_YET : failure.reason();
        }
    }

    private record Closed(long sinceNanos, @Nullable NodeFailure failure) implements State {}

    /**
     * Creates the node; {@link #start} begins to connect.
     *
     * @param member the identity and the address of the server
     * @param dialer establishes connections; outlives the node
     * @param rejoin the work to be done before the node is used
     * @param runtime threads and clock; outlives the node
     * @param timeouts the time limits for replies and connections
     * @param listener is notified when the node comes and goes
     */
    SelfHealingNode(
            Member member,
            Dialer dialer,
            RejoinStep rejoin,
            NodeRuntime runtime,
            NodeTimeouts timeouts,
            NodeListener listener) {
        this.member = member;
        this.dialer = dialer;
        this.rejoin = rejoin;
        this.runtime = runtime;
        this.timeouts = timeouts;
        this.listener = listener;
        this.starting = new Down(Backoff.NONE, runtime.nanoTime(), null);
        this.state = new AtomicReference<>(starting);
    }

    @Override
    public void start() {
        sweeping = runtime.every(runtime.tick(), this::sweep);
        dialAfter(Duration.ZERO);
    }

    @Override
    public NodeId id() {
        return member.id();
    }

    @Override
    public NodeAddress address() {
        return member.address();
    }

    @Override
    public boolean isUp() {
        return state.get() instanceof Up;
    }

    @Override
    public boolean isStarting() {
        return state.get() == starting;
    }

    @Override
    public NodeStatus status() {
        State now = Objects.requireNonNull(state.get());
        return new NodeStatus(
                address(),
                now instanceof Up,
                now instanceof Down down ? down.reason() : "",
                Duration.ofNanos(runtime.nanoTime() - now.sinceNanos()),
                now.failure());
    }

    @Override
    public int largestValue() {
        return state.get() instanceof Up up ? up.link().largestValue() : Integer.MAX_VALUE;
    }

    @Override
    public boolean hasRoom() {
        return !(state.get() instanceof Up up) || up.link().hasRoom();
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
            NodeFailure failure = new NodeFailure(Kind.CONTRADICTORY, reason);
            lose(up.link(), failure, up.backoff().afterSilence(age(up.link())));
        }
    }

    @Override
    public void close() {
        NodeFailure failure = status().lastFailure();
        State last = state.getAndSet(new Closed(runtime.nanoTime(), failure));
        Task task = sweeping;
        if (task != null) {
            task.cancel();
        }
        if (last instanceof Up up) {
            timeouts.quorum().nodeDown();
            up.link().close();
        }
    }

    private void sweep() {
        if (state.get() instanceof Up up) {
            String reason = up.link().sweep();
            if (reason != null) {
                NodeFailure failure = new NodeFailure(Kind.UNRESPONSIVE, reason);
                lose(up.link(), failure, up.backoff().afterSilence(age(up.link())));
            }
        }
    }

    private void dialAfter(Duration delay) {
        runtime.after(delay, this::dialElsewhere);
    }

    private void dialElsewhere() {
        try {
            runtime.dialers().execute(this::dial);
        } catch (RejectedExecutionException ex) {
            // The runtime is closed: no node is dialled any more.
        } catch (RuntimeException | Error ex) {
            failed("no thread is available for dialling: " + ex);
        }
    }

    private void dial() {
        if (!(state.get() instanceof Down)) {
            return;
        }
        try {
            publish(new ConnectionAttempt(this, dialer, rejoin, runtime, timeouts, this::ended).connect());
        } catch (MisconfiguredNodeException ex) {
            misconfigured(String.valueOf(ex.getMessage()));
        } catch (IOException ex) {
            failed(String.valueOf(ex.getMessage()));
        } catch (RuntimeException | Error ex) {
            // A node that is not dialled again is lost until this process is restarted.
            failed("unexpected failure: " + ex);
        }
    }

    private void publish(Link link) {
        if (state.get() instanceof Down down
                && state.compareAndSet(down, new Up(link, down.backoff(), runtime.nanoTime(), down.failure()))) {
            timeouts.quorum().nodeUp();
            NodeRuntime.guarded(() -> listener.up(address()));
            if (link.isClosed()) {
                ended(link, "the connection broke while the node was taken back");
            }
        } else {
            link.close();
        }
    }

    private void failed(String reason) {
        NodeFailure failure = new NodeFailure(Kind.UNREACHABLE, reason);
        if (state.get() instanceof Down down && state.compareAndSet(down, down.again(failure))) {
            NodeRuntime.guarded(() -> listener.unreachable(address(), reason));
            dialAfter(down.backoff().delay());
        }
    }

    /** Waits longer before the next attempt, because only a change of configuration, here or on the node, will help. */
    private void misconfigured(String reason) {
        NodeFailure failure = new NodeFailure(Kind.MISCONFIGURED, reason);
        if (state.get() instanceof Down down && state.compareAndSet(down, down.again(failure))) {
            NodeRuntime.guarded(() -> listener.misconfigured(address(), reason));
            dialAfter(AFTER_MISCONFIGURATION);
        }
    }

    /** Gives up a link that the server has ended. */
    private void ended(Link link, String reason) {
        if (state.get() instanceof Up up) {
            lose(link, new NodeFailure(Kind.DISCONNECTED, reason), up.backoff().afterEnd(age(link)));
        }
    }

    private Duration age(Link link) {
        return Duration.ofNanos(runtime.nanoTime() - link.sinceNanos());
    }

    private void lose(Link link, NodeFailure failure, Backoff backoff) {
        State now = state.get();
        if (now instanceof Up up
                && up.link() == link
                && state.compareAndSet(now, new Down(backoff, runtime.nanoTime(), failure))) {
            timeouts.quorum().nodeDown();
            // Whatever fails, the node is dialled again.
            NodeRuntime.guarded(link::close);
            NodeRuntime.guarded(() -> listener.down(address(), failure.reason()));
            dialAfter(backoff.delay());
        }
    }
}
