package io.memshare.session;

import io.memshare.MemshareListener;
import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildResult;
import io.memshare.rebuild.RebuildResult.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What one application server has rebuilt. */
final class RecordedRebuilds implements MemshareListener {

    private final AtomicInteger started = new AtomicInteger();
    private final List<RebuildResult> results = new CopyOnWriteArrayList<>();

    @Override
    public void started(NodeAddress node, List<NodeAddress> sources) {
        started.incrementAndGet();
    }

    @Override
    public void finished(NodeAddress node, RebuildResult result) {
        results.add(result);
    }

    int started() {
        return started.get();
    }

    List<Outcome> outcomes() {
        return results.stream().map(RebuildResult::outcome).toList();
    }

    RebuildResult last() {
        return results.get(results.size() - 1);
    }
}
