package io.memshare;

import io.memshare.completeness.ListState;
import io.memshare.node.NodeAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the findings and decisions of this application server about the completeness of nodes. */
final class LoggingCompletenessListener implements MemshareListener {

    private static final Logger LOG = LoggerFactory.getLogger(Memshare.class);

    @Override
    public void incomplete(NodeAddress node) {
        LOG.warn(
                "memcached node {} is incomplete: it lacks records, or missed changes, until it has been rebuilt",
                node);
    }

    @Override
    public void complete(NodeAddress node) {
        LOG.info("memcached node {} is complete", node);
    }

    @Override
    public void sameProcess(NodeAddress one, NodeAddress other) {
        LOG.error(
                "memcached nodes {} and {} are the same process under two names: a record on both has a single copy"
                        + " only; remove one of them from the list of nodes",
                one,
                other);
    }

    /** Sanitizes the announcement of another server, which comes over the wire. */
    @Override
    public void otherNodes(List<String> nodes, int redundancy) {
        LOG.warn(
                "another application server uses the memcached nodes {} with a redundancy of {}: until all servers"
                        + " use the same list, a node that is not in all lists counts as incomplete",
                nodes.stream()
                        .map(node -> node.replaceAll("[^\\p{Graph}]", "?"))
                        .toList(),
                redundancy);
    }

    @Override
    public void lostEverything() {
        LOG.error(
                "all memcached nodes have lost their memory: every session from before is gone, and its user has to log"
                        + " in again; restart nodes one after the other, each when the one before is complete");
    }

    @Override
    public void listChanged(ListState state) {
        switch (state.phase()) {
            case FILLING ->
                LOG.info(
                        "the list of memcached nodes is changed from {} to {}: each server writes to the nodes of"
                                + " both, and the new nodes are being filled",
                        state.trustedNodes(),
                        state.otherNodes());
            case SWITCHED ->
                LOG.info(
                        "the memcached nodes {} are filled and trusted from now on; {} are still written to until"
                                + " every server does so",
                        state.trustedNodes(),
                        state.otherNodes());
            case STABLE ->
                LOG.info("the memcached nodes are {}, with {} copies", state.trustedNodes(), state.redundancy());
        }
    }

    @Override
    public void evicts(NodeAddress node) {
        LOG.warn("memcached node {} evicts records that have not expired: it has too little memory", node);
    }
}
