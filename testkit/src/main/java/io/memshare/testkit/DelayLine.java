package io.memshare.testkit;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Delivers pieces in order, each after its own delay. A single thread adds pieces and a single thread delivers them.
 */
final class DelayLine {

    /** A piece at the end of the line. */
    @FunctionalInterface
    interface Piece {

        void deliver() throws IOException;
    }

    private record Held(Piece piece, long dueNanos) {}

    private final BlockingQueue<Held> line = new LinkedBlockingQueue<>();
    private volatile boolean over;

    /** Adds a piece to deliver after a delay. */
    void put(Piece piece, long holdNanos) {
        line.add(new Held(piece, System.nanoTime() + holdNanos));
    }

    /** Adds the last piece. */
    void end(Piece piece) {
        put(
                () -> {
                    over = true;
                    piece.deliver();
                },
                0);
    }

    /** Delivers pieces until the last piece, until a delivery fails, or until this thread is interrupted. */
    void run() {
        try {
            while (!over) {
                Held held = line.take();
                TimeUnit.NANOSECONDS.sleep(held.dueNanos() - System.nanoTime());
                held.piece().deliver();
            }
        } catch (IOException | InterruptedException ex) {
            return; // the receiver is gone
        }
    }
}
