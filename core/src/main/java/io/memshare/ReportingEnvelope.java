package io.memshare;

import io.memshare.codec.Envelope;
import io.memshare.codec.MalformedRecordException;
import io.memshare.codec.RecordId;
import io.memshare.node.Replica;
import io.memshare.replication.ReplicationListener;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reports records of a single node, such as vouchers, notes and leases, that another envelope refuses to unwrap. Who
 * reads them takes them for missing.
 *
 * @param envelope the other envelope
 * @param nodes returns the nodes in use; records of others are not reported
 * @param listener is notified of each refusal
 */
record ReportingEnvelope(
        Envelope envelope, Supplier<? extends List<? extends Replica>> nodes, ReplicationListener listener)
        implements Envelope {

    @Override
    public byte[] wrap(RecordId record, byte[] plain) {
        return envelope.wrap(record, plain);
    }

    @Override
    public byte[] unwrap(RecordId record, byte[] stored) throws MalformedRecordException {
        try {
            return envelope.unwrap(record, stored);
        } catch (MalformedRecordException ex) {
            for (Replica node : nodes.get()) {
                if (node.address().toString().equals(record.node())) {
                    listener.unreadable(node.address(), record.key(), String.valueOf(ex.getMessage()));
                }
            }
            throw ex;
        }
    }

    @Override
    public boolean isCurrent(byte[] stored) {
        return envelope.isCurrent(stored);
    }
}
