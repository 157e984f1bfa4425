package io.memshare.session;

import io.memshare.replication.RecordType;
import io.memshare.state.SessionState;
import io.memshare.state.SessionStateCodec;
import java.time.Duration;

/** Hands out the type of record that the repository uses. */
public final class SessionRecords {

    static final SessionKeys KEYS = new SessionKeys("memshare");

    private SessionRecords() {}

    /** Returns sessions as a type of record. */
    public static RecordType<SessionState> type() {
        return ownType();
    }

    static SessionRecordType ownType() {
        return new SessionRecordType(new SessionStateCodec(), KEYS, Duration.ofHours(24));
    }
}
