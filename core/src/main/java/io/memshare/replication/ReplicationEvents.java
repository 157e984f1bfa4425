package io.memshare.replication;

import io.memshare.replication.ReadSummary.Result;

/** Notifies a listener of reads and writes, and passes on their results. Thread-safe. */
record ReplicationEvents<S>(RecordType<S> type, ReplicationListener listener) {

    /** The effort of a write. */
    record Effort(int bytes, int rounds, int repaired) {}

    Read<S> read(Read<S> read) {
        if (read instanceof Read.Found<S> found) {
            Result result = type.isTombstone(found.state()) ? Result.DELETED : Result.FOUND;
            int differing = 0;
            for (Holding holding : found.replicas().holdings()) {
                boolean agrees = holding instanceof Holding.Present present && present.checksum() == found.checksum();
                differing += agrees || holding instanceof Holding.Unreachable ? 0 : 1;
            }
            listener.read(new ReadSummary(type.kind(), result, differing));
        } else {
            Result result = read instanceof Read.Absent ? Result.ABSENT : Result.UNKNOWN;
            listener.read(new ReadSummary(type.kind(), result, 0));
        }
        return read;
    }

    Written<S> written(Written<S> written, Effort effort) {
        int copies = 0;
        int missing = 0;
        if (written instanceof Written.Kept<S> kept) {
            for (Holding holding : kept.replicas().holdings()) {
                boolean held = holding instanceof Holding.Present present && present.checksum() == kept.checksum();
                copies += held ? 1 : 0;
                missing += held ? 0 : 1;
            }
        }
        listener.written(new WriteSummary(
                type.kind(), result(written), effort.bytes(), copies, missing, effort.repaired(), effort.rounds()));
        return written;
    }

    private static WriteSummary.Result result(Written<?> written) {
        if (written instanceof Written.Kept) {
            return WriteSummary.Result.KEPT;
        }
        if (written instanceof Written.TooLarge) {
            return WriteSummary.Result.TOO_LARGE;
        }
        return written instanceof Written.Overtaken ? WriteSummary.Result.OVERTAKEN : WriteSummary.Result.NOT_KEPT;
    }
}
