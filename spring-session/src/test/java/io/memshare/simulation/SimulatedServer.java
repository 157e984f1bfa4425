package io.memshare.simulation;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.FakeItems;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One memcached, and the connections to it. */
final class SimulatedServer {

    private static final SessionStateCodec CODEC = new SessionStateCodec();

    private final VirtualTime time;
    private final NodeAddress address;
    private final Log log;
    private final FakeItems items;
    private final List<SimulatedConnection> connections = new ArrayList<>();
    private long emptiedAt = -1;
    private Runnable afterEach = () -> {};
    private boolean running = true;
    private boolean frozen;
    private long changedAt = -VirtualTime.SECOND * 10;

    SimulatedServer(VirtualTime time, int number, Log log) {
        this.time = time;
        this.log = log;
        this.items = new FakeItems(time::seconds);
        this.address = new NodeAddress("10.0.0." + number, 11211);
    }

    NodeAddress address() {
        return address;
    }

    boolean isRunning() {
        return running;
    }

    boolean answers() {
        return running && !frozen;
    }

    /** Returns when the process was last killed, started, frozen or thawed. */
    long changedAt() {
        return changedAt;
    }

    /** Returns when everything that was stored here was last lost. */
    long emptiedAt() {
        return emptiedAt;
    }

    void accept(SimulatedConnection connection) {
        connections.removeIf(SimulatedConnection::isSpent);
        connections.add(connection);
    }

    void kill() {
        running = false;
        frozen = false;
        changedAt = time.now();
        items.clear();
        emptiedAt = time.now();
        connections.forEach(SimulatedConnection::severed);
        connections.clear();
    }

    void start() {
        running = true;
        changedAt = time.now();
    }

    void freeze() {
        frozen = true;
        changedAt = time.now();
    }

    /** Goes on, with what was queued first, in an order of its own among the connections. */
    void thaw(List<Integer> order) {
        frozen = false;
        changedAt = time.now();
        List<SimulatedConnection> all = List.copyOf(connections);
        for (int index : order) {
            if (!all.isEmpty()) {
                all.get(index % all.size()).execute(1);
            }
        }
        all.forEach(connection -> connection.execute(Integer.MAX_VALUE));
    }

    /** Sets what happens after each request for a session that is executed. */
    void afterEach(Runnable action) {
        afterEach = action;
    }

    Reply execute(Request request) {
        Reply reply = items.answer(request);
        if (request.key().text().startsWith(SimulatedApp.NAMESPACE + ":s:")) {
            log.add(() -> this + " executes " + text(request) + ": " + text(reply, request.key()));
            afterEach.run();
        } else if (reply instanceof Reply.Stored
                && !request.key().text().startsWith(SimulatedApp.NAMESPACE + ":list")) {
            log.add(() -> this + " gets " + request.key().text() + control(request));
        }
        return reply;
    }

    private static String control(Request request) {
        boolean voucher = request.key().equals(SimulatedApp.VOUCHER);
        return voucher && request instanceof Request.Put put
                ? ((put.value()[1] & 1) != 0 ? " complete" : " incomplete")
                : "";
    }

    private static String text(Request request) {
        if (request instanceof Request.Put put) {
            String condition =
                    put.expected() == Request.Put.NOTHING ? "if there is none" : "over token " + put.expected();
            return "put " + request.key() + " " + condition;
        }
        return (request instanceof Request.Touch ? "touch " : "get ") + request.key();
    }

    private String text(Reply reply, Key key) {
        if (reply instanceof Reply.Hit hit) {
            return "token " + hit.token() + ", " + hit.secondsLeft() + " s left, " + state(key);
        }
        return reply instanceof Reply.Stored stored ? "token " + stored.token() + ", " + state(key) : reply.toString();
    }

    FakeItems.@Nullable Item item(Key key) {
        return items.item(key);
    }

    /** Returns whether the server vouches for being complete. */
    boolean isComplete() {
        FakeItems.Item item = item(SimulatedApp.VOUCHER);
        return item != null && (item.value()[1] & 1) != 0;
    }

    /** Returns whether the server has lost nothing of what it took, so that its word counts for a majority. */
    boolean counts() {
        FakeItems.Item item = running ? item(SimulatedApp.VOUCHER) : null;
        return item != null && (item.value()[1] & 5) != 0;
    }

    /** Returns the keys of sessions that are stored here by a larger token than the given one. */
    List<Key> sessionsSince(long token) {
        return items.all().entrySet().stream()
                .filter(entry -> entry.getKey().text().startsWith(SimulatedApp.NAMESPACE + ":s:"))
                .filter(entry -> Long.compareUnsigned(entry.getValue().token(), token) > 0)
                .map(Map.Entry::getKey)
                .sorted(java.util.Comparator.comparing(Key::text))
                .toList();
    }

    /** Returns the state of a session that is stored here, or null. */
    @Nullable SessionState state(Key key) {
        FakeItems.Item item = item(key);
        if (item == null) {
            return null;
        }
        try {
            return CODEC.decode(item.value());
        } catch (MalformedRecordException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public String toString() {
        return "node " + address.host().substring("10.0.0.".length());
    }
}
