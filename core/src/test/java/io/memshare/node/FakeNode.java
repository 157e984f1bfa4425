package io.memshare.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A node without a server; the test says what it answers. */
public final class FakeNode implements Node {

    private final NodeAddress address;
    private final Function<Request, CompletableFuture<Reply>> answers;
    private final List<Request> sent = new CopyOnWriteArrayList<>();
    private final List<String> distrusted = new CopyOnWriteArrayList<>();
    private volatile boolean starting;

    public FakeNode(String address, Function<Request, CompletableFuture<Reply>> answers) {
        this.address = NodeAddress.parse(address);
        this.answers = answers;
    }

    /** A node that nothing is sent to. */
    public static FakeNode named(String address) {
        return new FakeNode(
                address, request -> CompletableFuture.failedFuture(new AssertionError("nothing to be sent")));
    }

    public static FakeNode answering(String address, Reply always) {
        return new FakeNode(address, request -> CompletableFuture.completedFuture(always));
    }

    public List<Request> sent() {
        return sent;
    }

    public void starting(boolean now) {
        starting = now;
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        sent.add(request);
        return answers.apply(request);
    }

    @Override
    public Channel connection() {
        return this;
    }

    @Override
    public void distrust(Channel connection, String reason) {
        distrusted.add(reason);
    }

    /** Returns why the node was to be marked down. */
    public List<String> distrusted() {
        return distrusted;
    }

    @Override
    public NodeAddress address() {
        return address;
    }

    @Override
    public boolean isUp() {
        return !starting;
    }

    @Override
    public boolean isStarting() {
        return starting;
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(address, isUp(), "", Duration.ZERO, null);
    }

    @Override
    public int largestValue() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
