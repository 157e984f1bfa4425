package io.memshare.autoconfigure.endpoint;

import io.memshare.MemshareListener;
import io.memshare.completeness.ListState;
import io.memshare.diagnosis.Finding;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of the nodes within the last minutes, as seen by this application server. Bounded; repeated events of a
 * node are kept once. Thread-safe.
 */
final class RecentEvents implements MemshareListener {

    static final Duration SPAN = Duration.ofMinutes(15);
    static final int MOST = 200;

    private final InstantSource clock;
    private final Deque<Event> events = new ArrayDeque<>();

    RecentEvents(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * An event.
     *
     * @param at the time of its last occurrence
     * @param node the node, {@code all nodes}, or {@code another server}
     * @param what the event, human-readable
     * @param times the number of consecutive occurrences
     */
    record Event(Instant at, String node, String what, int times) {}

    /** Returns the events of the last minutes, the newest first. */
    synchronized List<Event> latest() {
        forgetOld();
        List<Event> latest = new ArrayList<>(events.size());
        events.descendingIterator().forEachRemaining(latest::add);
        return latest;
    }

    private void add(NodeAddress node, String what) {
        add(node.toString(), what);
    }

    private synchronized void add(String node, String what) {
        forgetOld();
        Event last = lastOf(node);
        int times = 1;
        if (last != null && last.what().equals(what)) {
            events.remove(last);
            times += last.times();
        } else if (events.size() == MOST) {
            events.removeFirst();
        }
        events.addLast(new Event(clock.instant(), node, what, times));
    }

    private @Nullable Event lastOf(String node) {
        Iterator<Event> newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            Event event = newestFirst.next();
            if (event.node().equals(node)) {
                return event;
            }
        }
        return null;
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(SPAN);
        while (!events.isEmpty() && events.getFirst().at().isBefore(oldest)) {
            events.removeFirst();
        }
    }

    @Override
    public void up(NodeAddress address) {
        add(address, "is up");
    }

    @Override
    public void down(NodeAddress address, String reason) {
        add(address, "is down: " + reason);
    }

    @Override
    public void unreachable(NodeAddress address, String reason) {
        add(address, "cannot be reached: " + reason);
    }

    @Override
    public void misconfigured(NodeAddress address, String reason) {
        add(address, "cannot be used: " + reason);
    }

    @Override
    public void incomplete(NodeAddress node) {
        add(node, "is incomplete: it lacks records, or missed changes");
    }

    @Override
    public void complete(NodeAddress node) {
        add(node, "is complete");
    }

    @Override
    public void sameProcess(NodeAddress one, NodeAddress other) {
        add(other, "is the same process as " + one);
    }

    @Override
    public void listChanged(ListState state) {
        String what = switch (state.phase()) {
            case FILLING -> "the list is changed to " + state.otherNodes() + ": the new nodes are being filled";
            case SWITCHED -> "the new list is trusted: " + state.trustedNodes();
            case STABLE -> "the list is " + state.trustedNodes();
        };
        state.trustedNodes().stream().findFirst().ifPresent(node -> add(node, what));
    }

    @Override
    public void evicts(NodeAddress node) {
        add(node, "evicts records that have not expired");
    }

    @Override
    public void lostEverything() {
        add("all nodes", "have lost their memory: every session from before is gone");
    }

    @Override
    public void found(Finding finding) {
        if (finding.kind() != Finding.Kind.SAME_PROCESS) {
            add(subject(finding), finding.cause() + ": " + finding.action());
        }
    }

    @Override
    public void resolved(Finding finding) {
        add(subject(finding), "is over: " + finding.cause());
    }

    private static String subject(Finding finding) {
        return finding.node() == null ? "another server" : finding.node().toString();
    }

    @Override
    public void started(NodeAddress node, List<NodeAddress> sources) {
        add(node, "is being rebuilt by this server from " + sources);
    }

    @Override
    public void finished(NodeAddress node, RebuildResult result) {
        String records = result.counts().checked() + " records checked, "
                + result.counts().copied() + " copied, in " + result.duration().toMillis() + " ms";
        add(
                node,
                result.outcome() == RebuildResult.Outcome.COMPLETE
                        ? "was rebuilt: " + records
                        : "was not rebuilt completely, as " + result.reason() + ": " + records);
    }
}
