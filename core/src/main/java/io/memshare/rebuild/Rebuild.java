package io.memshare.rebuild;

import io.memshare.completeness.VoucherStatus;
import io.memshare.node.Background;
import io.memshare.node.Key;
import io.memshare.node.Replica;
import io.memshare.placement.Placement;
import io.memshare.rebuild.RebuildResult.Outcome;
import io.memshare.rebuild.Rebuilder.Nodes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A single rebuild of a node. {@link #run} blocks a thread of its own. Another thread calls {@link #runOnce} at regular
 * intervals, which renews the lease and decides when to stop.
 */
final class Rebuild {

    private final Nodes nodes;
    private final Replica target;
    private final VoucherStatus since;
    private final Placement placement;
    private final Sources sources;
    private final Lease lease;
    private final KeyScan scan;
    private final Copying copying;
    private final RebuildListener listener;
    private final Ticker ticker;
    private final long evictionsBefore;
    private final long startNanos;
    private final ProgressReports reports;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable String stop;

    /** The subject of a rebuild. */
    record Task(Replica target, VoucherStatus since, Placement placement, Sources sources, Lease lease) {}

    Rebuild(Nodes nodes, Task task, KeyScan scan, Copying copying, RebuildListener listener, Ticker ticker) {
        this.nodes = nodes;
        this.target = task.target();
        this.since = task.since();
        this.placement = task.placement();
        this.sources = task.sources();
        this.lease = task.lease();
        this.scan = scan;
        this.copying = copying;
        this.listener = listener;
        this.ticker = ticker;
        this.evictionsBefore = nodes.filling().evictions(target.address());
        this.startNanos = ticker.nanos();
        this.reports = new ProgressReports(startNanos);
    }

    /** Renews the lease, and stops the rebuild if it has become pointless. Does not block. */
    void runOnce() {
        if (renewing.compareAndSet(false, true)) {
            Background.run("renewing the lease on a rebuild", lease.renew().thenAccept(kept -> {
                renewing.set(false);
                if (!kept) {
                    stop = "the node was lost, or another server has taken over";
                }
            }));
        }
        Background.run(
                "checking a node that is rebuilt",
                nodes.filling().status(target).thenAccept(status -> {
                    if (!status.isSameAs(since) || !nodes.filling().isAgreedOn(target)) {
                        stop = "the node was lost or emptied, has missed another write, or is not used by all servers";
                    }
                }));
        if (reports.isDue(ticker.nanos(), copying.percent())) {
            listener.progress(target.address(), copying.percent(), copying.counts());
        }
    }

    RebuildProgress progress() {
        Duration lasting = Duration.ofNanos(ticker.nanos() - startNanos);
        return new RebuildProgress(target.address(), copying.percent(), copying.counts(), lasting);
    }

    RebuildResult run() {
        listener.started(target.address(), sources.addresses());
        RebuildResult result = result(Outcome.FAILED, "an unexpected error, which the log tells");
        try {
            result = rebuild();
        } finally {
            listener.finished(target.address(), result);
        }
        return result;
    }

    private RebuildResult rebuild() {
        List<Long> missing = sources.missingSince(since, nodes.filling().lacksOnlyMissedWrites(target, since));
        try {
            Key after = null;
            do {
                KeyWindow window = scan.window(target, sources.nodes(), missing, after);
                for (Key key : window.keys()) {
                    copying.copy(key, this::isStopped);
                }
                after = window.next();
            } while (after != null);
            copying.await(this::isStopped);
            return conclude();
        } catch (IOException ex) {
            return stop == null && !Thread.currentThread().isInterrupted()
                    ? result(Outcome.FAILED, String.valueOf(ex.getMessage()))
                    : result(Outcome.ABANDONED, stop == null ? "closed" : String.valueOf(stop));
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return result(Outcome.ABANDONED, "closed");
        }
    }

    private boolean isStopped() {
        return stop != null;
    }

    private RebuildResult conclude() {
        RebuildCounts counts = copying.counts();
        if (stop != null) {
            return result(Outcome.ABANDONED, String.valueOf(stop));
        }
        if (counts.failed() > 0) {
            return result(Outcome.FAILED, counts.failed() + " records could not be copied");
        }
        if (!scan.isUpToDate()) {
            return result(Outcome.FAILED, "records of another kind were added meanwhile");
        }
        if (!sources.areUnchanged(target, since, nodes.filling())) {
            return result(Outcome.FAILED, "a source of the rebuild is no longer complete, or has new records");
        }
        if (nodes.filling().evictions(target.address()) > evictionsBefore) {
            return result(Outcome.FAILED, "it evicted records while they were copied to it: it has too little memory");
        }
        if (nodes.membership().current() != placement) {
            return result(Outcome.FAILED, "the list of nodes was changed meanwhile");
        }
        if (!sources.suffice(target, since, placement, nodes.keeper().consistency())) {
            return result(Outcome.INCOMPLETE, "nodes that may have more records are unreachable or incomplete");
        }
        return nodes.filling().completed(target, since).join()
                ? result(Outcome.COMPLETE, "")
                : result(
                        Outcome.ABANDONED,
                        "the node was lost or emptied, has missed another write, or is not used by all servers");
    }

    private RebuildResult result(Outcome outcome, String reason) {
        Duration duration = Duration.ofNanos(ticker.nanos() - startNanos);
        return new RebuildResult(outcome, reason, copying.counts(), duration);
    }
}
