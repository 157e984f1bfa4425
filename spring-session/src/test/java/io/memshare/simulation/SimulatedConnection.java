package io.memshare.simulation;

import io.memshare.node.Channel;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * One TCP connection. Requests arrive in order and are answered in order. What is on its way when a path is cut arrives
 * after the cut; what is on its way when the client gives up arrives too, or only the first part of it; what has
 * arrived at a frozen process is executed when that goes on, whether the client is still there or not.
 */
final class SimulatedConnection implements Channel {

    private final VirtualTime time;
    private final RandomGenerator random;
    private final Path path;
    private final SimulatedServer server;
    private final Listener listener;
    private final Deque<Sent> wire = new ArrayDeque<>();
    private final Deque<Sent> arrived = new ArrayDeque<>();
    private final Deque<Answered> answers = new ArrayDeque<>();
    private boolean open = true;
    private boolean severed;
    private long lastArrival;
    private long lastReply;

    private record Sent(Request request, CompletableFuture<Reply> reply, long at) {}

    private record Answered(CompletableFuture<Reply> reply, Reply answer, long at) {}

    /** Hears of the connection. */
    interface Listener {
        void received();

        void closed();
    }

    SimulatedConnection(
            VirtualTime time, RandomGenerator random, Path path, SimulatedServer server, Listener listener) {
        this.time = time;
        this.random = random;
        this.path = path;
        this.server = server;
        this.listener = listener;
        path.use(this);
        server.accept(this);
    }

    @Override
    public CompletableFuture<Reply> send(Request request) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        lastArrival = Math.max(lastArrival, time.now() + latency());
        wire.add(new Sent(request, reply, lastArrival));
        time.after(lastArrival - time.now(), this::resume);
        return reply;
    }

    private long latency() {
        return path.delay() + 50 + random.nextInt(random.nextInt(8) == 0 ? 5_000 : 500);
    }

    /** Moves on what can move on. */
    void resume() {
        if (severed) {
            if (open && !path.losesReplies() && !path.losesRequests()) {
                open = false;
                listener.closed();
            }
            return;
        }
        while (!wire.isEmpty() && wire.element().at() <= time.now() && !path.losesRequests()) {
            arrived.add(wire.remove());
        }
        execute(Integer.MAX_VALUE);
        while (!answers.isEmpty() && answers.element().at() <= time.now() && !path.losesReplies()) {
            Answered answered = answers.remove();
            if (open) {
                listener.received();
                answered.reply().complete(answered.answer());
            }
        }
    }

    /** Executes what has arrived. */
    void execute(int most) {
        for (int i = 0; i < most && !arrived.isEmpty() && server.answers(); i++) {
            Sent sent = arrived.remove();
            lastReply = Math.max(lastReply, time.now() + latency());
            answers.add(new Answered(sent.reply(), server.execute(sent.request()), lastReply));
            time.after(lastReply - time.now(), this::resume);
        }
    }

    /** The client gives up. */
    void close() {
        if (open) {
            open = false;
            int kept = random.nextInt(wire.size() + 1);
            while (wire.size() > kept) {
                wire.removeLast();
            }
        }
    }

    /** The process at the other end is gone. */
    void severed() {
        severed = true;
        wire.clear();
        arrived.clear();
        answers.clear();
        time.after(latency(), this::resume);
    }

    boolean isSpent() {
        return !open && (severed || (wire.isEmpty() && arrived.isEmpty()));
    }
}
