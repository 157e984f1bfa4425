package io.memshare;

import io.memshare.completeness.CompletenessListener;
import io.memshare.diagnosis.DiagnosisListener;
import io.memshare.node.NodeListener;
import io.memshare.rebuild.RebuildListener;
import io.memshare.replication.ReplicationListener;

/**
 * Is notified of events of the nodes, of replication and of rebuilds, and of findings. Registered by
 * {@link Memshare#addListener}; every method does nothing by default. Several threads may call a listener concurrently,
 * among them the threads that serve the network, so implementations must be thread-safe and must not block. Exceptions
 * of a listener are logged.
 */
public interface MemshareListener
        extends NodeListener, ReplicationListener, CompletenessListener, RebuildListener, DiagnosisListener {}
