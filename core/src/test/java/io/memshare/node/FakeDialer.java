package io.memshare.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Dials as the test wants it. */
final class FakeDialer implements Dialer {

    /** What becomes of an attempt; as long as there is none, it hangs. */
    interface Attempt {

        Connection dial(Connection.Listener listener) throws IOException;
    }

    final List<FakeConnection> connections = new CopyOnWriteArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile Attempt next = this::refuse;
    volatile int attempts;

    Connection accept(Connection.Listener listener) {
        FakeConnection connection = new FakeConnection(listener);
        connections.add(connection);
        return connection;
    }

    private Connection refuse(Connection.Listener listener) throws IOException {
        throw new IOException("refused by the test");
    }

    Connection hang(Connection.Listener listener) throws IOException {
        try {
            closed.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("closed");
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one attempt at a time
    public Connection dial(NodeAddress address, Duration timeout, Connection.Listener listener) throws IOException {
        attempts++;
        return next.dial(listener);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
