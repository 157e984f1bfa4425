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
 * @param type the record type of sessions
 * @param store the sessions in the nodes
 * @param timestamps assigns timestamps to changes
 * @param clock the time of day
 * @param timeouts the times after which a session ends or its id changes
 */
record RepositoryParts(
        SessionKeys keys,
        SessionRecordType type,
        SessionStore store,
        HybridLogicalClock timestamps,
        InstantSource clock,
        SessionTimeouts timeouts) {

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
        SessionTimeouts timeouts = new SessionTimeouts();
        SessionRecordType type = new SessionRecordType(
                new SessionStateCodec(), keys, memshare.settings().tombstoneTtl(), timeouts);
        SessionStore store = new SessionStore(memshare.store(type, keys.prefix()), type, keys, clock);
        return new RepositoryParts(keys, type, store, new HybridLogicalClock(clock), clock, timeouts);
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
        return new SessionSaver(store, type, timestamps, clock, indexing, renewal());
    }

    IdRenewal renewal() {
        return new IdRenewal(timeouts, clock);
    }
}
