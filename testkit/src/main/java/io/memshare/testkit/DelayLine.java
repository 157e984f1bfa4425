package io.memshare.testkit;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Passes on what is put in, in order, each piece after its own time. One thread puts in, one lets out. */
final class DelayLine {

    /** What comes out at the end of the line. */
    @FunctionalInterface
    interface Piece {

        void deliver() throws IOException;
    }

    private record Held(Piece piece, long dueNanos) {}

    private final BlockingQueue<Held> line = new LinkedBlockingQueue<>();
    private volatile boolean over;

    /** Puts a piece in that comes out when its time is over. */
    void put(Piece piece, long holdNanos) {
        line.add(new Held(piece, System.nanoTime() + holdNanos));
    }

    /** Puts the last piece in. */
    void end(Piece piece) {
        put(
                () -> {
                    over = true;
                    piece.deliver();
                },
                0);
    }

    /** Lets pieces out until the last one, or until one fails, or until this thread is interrupted. */
    void run() {
        try {
            while (!over) {
                Held held = line.take();
                TimeUnit.NANOSECONDS.sleep(held.dueNanos() - System.nanoTime());
                held.piece().deliver();
            }
        } catch (IOException | InterruptedException ex) {
            return; // nobody is there any more who could take it
        }
    }
}
