package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.crdt.HybridLogicalClock;
import io.memshare.index.IndexStore;
import io.memshare.index.NotBeforeStore;
import io.memshare.state.SessionStateCodec;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a repository. Immutable.
 *
 * @param keys the keys of sessions
 * @param retention decides how long sessions are kept
 * @param store the sessions in the nodes
 * @param notBefore the not-before times of users, null without an index
 * @param timestamps assigns timestamps to changes
 * @param clock the time of day
 * @param nanoTime a monotonic clock
 */
record RepositoryParts(
        SessionKeys keys,
        Retention retention,
        SessionStore store,
        @Nullable NotBeforeStore notBefore,
        HybridLogicalClock timestamps,
        InstantSource clock,
        LongSupplier nanoTime) {

    static RepositoryParts of(Memshare memshare) {
        return of(memshare, keys(memshare), null);
    }

    /** Returns the parts of a repository that accepts handles in place of ids. */
    static RepositoryParts withHandles(Memshare memshare) {
        NotBeforeStore notBefore = NotBeforeStore.open(
                memshare::store,
                memshare.settings().namespace(),
                memshare.settings().sealing(),
                memshare.clock(),
                memshare::nanoTime);
        return of(memshare, keys(memshare).withHandles(), notBefore);
    }

    private static SessionKeys keys(Memshare memshare) {
        return new SessionKeys(
                memshare.settings().namespace(), memshare.settings().sealing());
    }

    private static RepositoryParts of(Memshare memshare, SessionKeys keys, @Nullable NotBeforeStore notBefore) {
        InstantSource clock = memshare.clock();
        Retention retention = Retention.of(memshare.settings().tombstoneTtl(), new SessionTimeouts());
        SessionRecordType type = new SessionRecordType(new SessionStateCodec(), keys, retention);
        SessionRevocation revocation = notBefore == null ? SessionRevocation.NONE : SessionRevocation.by(notBefore);
        SessionStore store = new SessionStore(memshare.store(type, keys.prefix()), retention, keys, clock, revocation);
        return new RepositoryParts(
                keys, retention, store, notBefore, new HybridLogicalClock(clock), clock, memshare::nanoTime);
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

    /** Returns the logout of users whose sessions have entries. */
    UserLogout userLogout(SessionEntries entries) {
        return new UserLogout(entries, Objects.requireNonNull(notBefore, "notBefore"), timestamps, keys);
    }

    SessionSaver saver(SessionIndexing indexing, ObservedOperations operations) {
        return new SessionSaver(this, indexing, operations);
    }

    SessionTimeouts timeouts() {
        return retention.timeouts();
    }
}
