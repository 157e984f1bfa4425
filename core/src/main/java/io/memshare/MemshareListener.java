package io.memshare;

import io.memshare.completeness.CompletenessListener;
import io.memshare.node.NodeListener;
import io.memshare.rebuild.RebuildListener;
import io.memshare.replication.ReplicationListener;

/**
 * Is notified of events of the nodes, of replication and of rebuilds. Registered by {@link Memshare#addListener};
 * every method does nothing unless overridden. Called by several threads at the same time, among them the threads
 * that serve the network, so implementations are safe for use by several threads and do not block. An exception of a
 * listener is logged.
 */
public interface MemshareListener extends NodeListener, ReplicationListener, CompletenessListener, RebuildListener {}
