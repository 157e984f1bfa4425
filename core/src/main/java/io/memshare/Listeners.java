package io.memshare;

import io.memshare.completeness.ListState;
import io.memshare.diagnosis.Finding;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildCounts;
import io.memshare.rebuild.RebuildResult;
import io.memshare.replication.ReadSummary;
import io.memshare.replication.WriteSummary;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Combines the registered listeners. It notifies each of them, in the order of registration, even if others fail. Safe
 * for use by several threads.
 */
final class Listeners implements MemshareListener {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    private final CopyOnWriteArrayList<MemshareListener> registered = new CopyOnWriteArrayList<>();

    /** Returns the listeners that log events. */
    static List<MemshareListener> logging() {
        return List.of(
                new LoggingNodeListener(),
                new LoggingReplicationListener(),
                new LoggingCompletenessListener(),
                new LoggingRebuildListener(),
                new LoggingDiagnosisListener());
    }

    /** Registers a listener, unless it is registered already. */
    void add(MemshareListener listener) {
        registered.addIfAbsent(listener);
    }

    void remove(MemshareListener listener) {
        registered.remove(listener);
    }

    private void each(Consumer<MemshareListener> event) {
        for (MemshareListener listener : registered) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error ex) {
                LOG.error("the listener {} failed", listener.getClass().getName(), ex);
            }
        }
    }

    @Override
    public void up(NodeAddress address) {
        each(listener -> listener.up(address));
    }

    @Override
    public void down(NodeAddress address, String reason) {
        each(listener -> listener.down(address, reason));
    }

    @Override
    public void unreachable(NodeAddress address, String reason) {
        each(listener -> listener.unreachable(address, reason));
    }

    @Override
    public void misconfigured(NodeAddress address, String reason) {
        each(listener -> listener.misconfigured(address, reason));
    }

    @Override
    public void unreadable(NodeAddress node, Key key, String reason) {
        each(listener -> listener.unreadable(node, key, reason));
    }

    @Override
    public void refused(NodeAddress node, Key key, String reason) {
        each(listener -> listener.refused(node, key, reason));
    }

    @Override
    public void unreadableEverywhere(Key key) {
        each(listener -> listener.unreadableEverywhere(key));
    }

    @Override
    public void incomplete(NodeAddress node) {
        each(listener -> listener.incomplete(node));
    }

    @Override
    public void complete(NodeAddress node) {
        each(listener -> listener.complete(node));
    }

    @Override
    public void sameProcess(NodeAddress one, NodeAddress other) {
        each(listener -> listener.sameProcess(one, other));
    }

    @Override
    public void otherNodes(List<String> nodes, int redundancy) {
        each(listener -> listener.otherNodes(nodes, redundancy));
    }

    @Override
    public void lostEverything() {
        each(MemshareListener::lostEverything);
    }

    @Override
    public void listChanged(ListState state) {
        each(listener -> listener.listChanged(state));
    }

    @Override
    public void evicts(NodeAddress node) {
        each(listener -> listener.evicts(node));
    }

    @Override
    public void read(ReadSummary read) {
        each(listener -> listener.read(read));
    }

    @Override
    public void written(WriteSummary write) {
        each(listener -> listener.written(write));
    }

    @Override
    public void hinted(NodeAddress node) {
        each(listener -> listener.hinted(node));
    }

    @Override
    public void hintDelivered(NodeAddress node) {
        each(listener -> listener.hintDelivered(node));
    }

    @Override
    public void noted(NodeAddress holder, NodeAddress about) {
        each(listener -> listener.noted(holder, about));
    }

    @Override
    public void started(NodeAddress node, List<NodeAddress> sources) {
        each(listener -> listener.started(node, sources));
    }

    @Override
    public void progress(NodeAddress node, int percent, RebuildCounts counts) {
        each(listener -> listener.progress(node, percent, counts));
    }

    @Override
    public void finished(NodeAddress node, RebuildResult result) {
        each(listener -> listener.finished(node, result));
    }

    @Override
    public void found(Finding finding) {
        each(listener -> listener.found(finding));
    }

    @Override
    public void resolved(Finding finding) {
        each(listener -> listener.resolved(finding));
    }
}
