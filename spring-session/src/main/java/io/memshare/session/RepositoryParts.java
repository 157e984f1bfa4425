package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.crdt.HybridLogicalClock;
import io.memshare.index.IndexStore;
import io.memshare.state.SessionStateCodec;
import java.time.InstantSource;

/**
 * The parts of a repository. Immutable.
 *
 * @param keys the keys of sessions
 * @param retention decides how long sessions are kept
 * @param store the sessions in the nodes
 * @param timestamps assigns timestamps to changes
 * @param clock the time of day
 */
record RepositoryParts(
        SessionKeys keys, Retention retention, SessionStore store, HybridLogicalClock timestamps, InstantSource clock) {

    static RepositoryParts of(Memshare memshare) {
        return of(memshare, keys(memshare));
    }

    /** Returns the parts of a repository that accepts handles in place of ids. */
    static RepositoryParts withHandles(Memshare memshare) {
        return of(memshare, keys(memshare).withHandles());
    }

    private static SessionKeys keys(Memshare memshare) {
        return new SessionKeys(
                memshare.settings().namespace(), memshare.settings().sealing());
    }

    private static RepositoryParts of(Memshare memshare, SessionKeys keys) {
        InstantSource clock = memshare.clock();
        Retention retention = Retention.of(memshare.settings().tombstoneTtl(), new SessionTimeouts());
        SessionRecordType type = new SessionRecordType(new SessionStateCodec(), keys, retention);
        SessionStore store = new SessionStore(memshare.store(type, keys.prefix()), retention, keys, clock);
        return new RepositoryParts(keys, retention, store, new HybridLogicalClock(clock), clock);
    }

    /** Opens the indexes of these sessions. */
    SessionEntries entries(Memshare memshare) {
        IndexStore records = IndexStore.open(
                memshare::store,
                memshare.settings().namespace(),
                memshare.settings().sealing(),
                clock);
        return new SessionEntries(records, store, keys, clock);
    }

    SessionSaver saver(SessionIndexing indexing) {
        return new SessionSaver(store, retention, timestamps, clock, indexing, new IdRenewal(timeouts(), clock));
    }

    SessionTimeouts timeouts() {
        return retention.timeouts();
    }
}
