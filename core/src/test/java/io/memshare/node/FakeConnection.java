package io.memshare.node;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection to nowhere; the test answers. */
final class FakeConnection implements Connection {

    final List<CompletableFuture<Reply>> sent = new CopyOnWriteArrayList<>();
    private final Connection.Listener listener;
    volatile boolean closed;
    volatile boolean closeFails;

    FakeConnection(Connection.Listener listener) {
        this.listener = listener;
    }

    @Override
    public void send(Request request, CompletableFuture<Reply> reply) {
        sent.add(reply);
    }

    void answer(int index, Reply reply) {
        listener.received();
        sent.get(index).complete(reply);
    }

    void breakDown() {
        closed = true;
        listener.closed("broken by the test");
    }

    @Override
    public int largestValue() {
        return 1_000;
    }

    @Override
    public void close() {
        closed = true;
        if (closeFails) {
            throw new IllegalStateException("on purpose");
        }
    }
}
