package io.memshare;

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
    public void evicts(NodeAddress node) {
        LOG.warn("memcached node {} evicts records that have not expired: it has too little memory", node);
    }
}
