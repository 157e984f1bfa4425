package io.memshare.session;

import io.memshare.replication.RecordType;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import java.time.Duration;

/** Hands out the type of record that the repository uses. */
public final class SessionRecords {

    static final SessionKeys KEYS = new SessionKeys("memshare");

    static final Retention RETENTION = Retention.of(Duration.ofHours(24));

    private SessionRecords() {}

    /** Returns sessions as a type of record. */
    public static RecordType<SessionState> type() {
        return new SessionRecordType(new SessionStateCodec(), KEYS, RETENTION);
    }
}
