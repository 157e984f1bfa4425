package io.memshare;

import io.memshare.node.NodeAddress;
import io.memshare.rebuild.RebuildCounts;
import io.memshare.rebuild.RebuildResult;
import io.memshare.rebuild.RebuildResult.Outcome;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the progress of rebuilds. */
final class LoggingRebuildListener implements MemshareListener {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    @Override
    public void started(NodeAddress node, List<NodeAddress> sources) {
        LOG.info("memcached node {} is being rebuilt from {}", node, sources);
    }

    @Override
    public void progress(NodeAddress node, int percent, RebuildCounts counts) {
        LOG.info(
                "memcached node {} is rebuilt to {} %: {} records checked, {} copied, {} failed",
                node, percent, counts.checked(), counts.copied(), counts.failed());
    }

    @Override
    public void finished(NodeAddress node, RebuildResult result) {
        RebuildCounts counts = result.counts();
        if (result.outcome() == Outcome.COMPLETE) {
            LOG.info(
                    "memcached node {} is complete again: {} records checked, {} copied, {} damaged, in {} ms",
                    node,
                    counts.checked(),
                    counts.copied(),
                    counts.damaged(),
                    result.duration().toMillis());
        } else {
            LOG.warn(
                    "memcached node {} is not complete yet, as {}: {} records checked, {} copied, {} damaged,"
                            + " {} foreign, {} failed, in {} ms",
                    node,
                    result.reason(),
                    counts.checked(),
                    counts.copied(),
                    counts.damaged(),
                    counts.foreign(),
                    counts.failed(),
                    result.duration().toMillis());
        }
    }
}
