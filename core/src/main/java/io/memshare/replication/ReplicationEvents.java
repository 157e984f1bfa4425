package io.memshare.replication;

import io.memshare.replication.ReadSummary.Result;

/** Notifies a listener of reads and writes, and passes on their results. Thread-safe. */
record ReplicationEvents<S>(RecordType<S> type, ReplicationListener listener) {

    /** The effort of a write. */
    record Effort(int bytes, int rounds, int repaired) {}

    ReadResult<S> read(ReadResult<S> read) {
        if (read instanceof ReadResult.Found<S> found) {
            Result result = type.isTombstone(found.state()) ? Result.DELETED : Result.FOUND;
            int differing = 0;
            for (ReplicaState replicaState : found.replicas().replicaStates()) {
                boolean agrees =
                        replicaState instanceof ReplicaState.Present present && present.checksum() == found.checksum();
                differing += agrees || replicaState.isUnknown() ? 0 : 1;
            }
            listener.read(new ReadSummary(type.kind(), result, differing));
        } else {
            Result result = read instanceof ReadResult.Absent ? Result.ABSENT : Result.UNKNOWN;
            listener.read(new ReadSummary(type.kind(), result, 0));
        }
        return read;
    }

    WriteResult<S> written(WriteResult<S> written, Effort effort) {
        int copies = 0;
        int missing = 0;
        if (written instanceof WriteResult.Kept<S> kept) {
            for (ReplicaState replicaState : kept.replicas().replicaStates()) {
                boolean held =
                        replicaState instanceof ReplicaState.Present present && present.checksum() == kept.checksum();
                copies += held ? 1 : 0;
                missing += held ? 0 : 1;
            }
        }
        listener.written(new WriteSummary(
                type.kind(), result(written), effort.bytes(), copies, missing, effort.repaired(), effort.rounds()));
        return written;
    }

    private static WriteSummary.Result result(WriteResult<?> written) {
        if (written instanceof WriteResult.Kept) {
            return WriteSummary.Result.KEPT;
        }
        if (written instanceof WriteResult.TooLarge) {
            return WriteSummary.Result.TOO_LARGE;
        }
        return written instanceof WriteResult.Overtaken ? WriteSummary.Result.OVERTAKEN : WriteSummary.Result.NOT_KEPT;
    }
}
