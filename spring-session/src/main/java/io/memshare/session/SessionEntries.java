package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.index.IndexEntry;
import io.memshare.index.IndexRead;
import io.memshare.index.IndexStore;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entries of indexes, and the sessions that they lead to. Calls wait for the nodes. Safe for use by several
 * threads.
 */
final class SessionEntries {

    /** Enough to keep the network busy, but not enough to delay others. */
    static final int AT_A_TIME = 128;

    private final IndexStore records;
    private final SessionStore sessions;
    private final SessionKeys keys;
    private final InstantSource clock;
    private final LeftEntries left;

    SessionEntries(IndexStore records, SessionStore sessions, SessionKeys keys, InstantSource clock) {
        this.records = records;
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
        this.left = new LeftEntries(sessions, keys, clock);
    }

    /** Reads the entries of the sessions that may have a value. */
    IndexRead.Entries read(String indexName, String value) {
        IndexRead read = records.read(indexName, value).join();
        if (read instanceof IndexRead.Unknown unknown) {
            throw SessionOutcome.Failed.unavailable(unknown.reason()).reason();
        }
        return (IndexRead.Entries) read;
    }

    /** Enters a session. */
    void enter(IndexRead.Entries found, String name, IndexEntry entry, HybridTimestamp at, TimeToLive lifetime) {
        String refusal = records.enter(found, name, entry, at, lifetime).join();
        if (refusal != null) {
            throw SessionOutcome.Failed.unavailable(refusal).reason();
        }
    }

    /** Withdraws an entry; if the nodes do not take it, the entry counts until it is no longer pending. */
    void withdraw(String indexName, String value, String name, HybridLogicalClock timestamps) {
        if (records.read(indexName, value).join() instanceof IndexRead.Entries found) {
            records.withdraw(IndexStore.withdrawn(found, name, timestamps.tick(found.latest())))
                    .join();
        }
    }

    /** Returns the sessions that have a value, and drops entries of sessions that no longer exist. */
    List<IndexedSession> find(String indexName, String value) {
        IndexRead.Entries found = read(indexName, value);
        List<IndexedSession> seen = lookUp(found);
        records.drop(found, gone(seen, clock.millis()));
        return seen.stream().filter(session -> session.has(indexName, value)).toList();
    }

    /** Returns whether a session was just entered, so that it may be about to be written or to get its value. */
    boolean isPending(IndexedSession session, String indexName) {
        return session.isOpen(indexName)
                && Retention.isBeingWritten(session.enteredAt().millis(), clock.millis());
    }

    /** Returns the result of a read without entries of sessions that no longer exist, or continue under other ids. */
    IndexRead.Entries withoutGone(IndexRead.Entries found) {
        List<IndexedSession> seen = lookUp(found);
        Set<String> dropped = gone(seen, clock.millis());
        Set<String> own = seen.stream()
                .filter(session -> session.result() instanceof LookupResult.Living living
                        && living.key().equals(keys.ofName(session.name())))
                .map(IndexedSession::name)
                .collect(Collectors.toSet());
        dropped.addAll(left.except(found, own));
        return IndexStore.without(found, dropped);
    }

    /** Returns the result of a read without most of the ids that the sessions of a family have left. */
    IndexRead.Entries withoutLeft(IndexRead.Entries found, String family) {
        Set<String> names = left.ofFamily(found, family);
        return names.isEmpty() ? found : IndexStore.without(found, names);
    }

    /**
     * Returns the names of entries that lead nowhere for good. A session whose id changes is entered before it is
     * written, so what counts is the age of its entry and not that of its login. No I/O.
     */
    static Set<String> gone(List<IndexedSession> seen, long nowMillis) {
        Set<String> gone = new HashSet<>();
        for (IndexedSession session : seen) {
            boolean absent = session.result() instanceof LookupResult.Nothing
                    && Retention.isNeverWritten(session.enteredAt().millis(), nowMillis);
            boolean ended =
                    session.result() instanceof LookupResult.Ended || session.result() instanceof LookupResult.Revoked;
            if (absent || ended) {
                gone.add(session.name());
            }
        }
        return gone;
    }

    /**
     * Looks up the sessions of entries, by all that was written before this call. A session that two entries lead to is
     * returned with its own entry.
     */
    List<IndexedSession> lookUp(IndexRead.Entries found) {
        String unknown = sessions.updateRevocations().join();
        if (unknown != null) {
            throw SessionOutcome.Failed.unavailable(unknown).reason();
        }
        List<Map.Entry<String, IndexEntry>> entries =
                new ArrayList<>(found.entries().entrySet());
        Map<Key, IndexedSession> seen = new LinkedHashMap<>();
        for (int from = 0; from < entries.size(); from += AT_A_TIME) {
            lookUp(found, entries.subList(from, Math.min(entries.size(), from + AT_A_TIME)), seen);
        }
        return List.copyOf(seen.values());
    }

    /** Returns a key, and the keys of the sessions to which changes of its id have led. */
    Set<Key> keysFrom(Key key) {
        Set<Key> all = new HashSet<>(Set.of(key));
        for (LookupResult result : sessions.lookUp(key, FollowUps.MOST_LEVELS).join()) {
            all.add(seen(result).key());
        }
        return all;
    }

    private static LookupResult seen(LookupResult result) {
        if (result instanceof LookupResult.Unseen unseen) {
            throw SessionOutcome.Failed.unavailable(unseen.reason()).reason();
        }
        return result;
    }

    private void lookUp(
            IndexRead.Entries found, List<Map.Entry<String, IndexEntry>> entries, Map<Key, IndexedSession> seen) {
        List<CompletableFuture<List<LookupResult>>> lookups = entries.stream()
                .map(entry -> sessions.lookUp(keys.ofName(entry.getKey()), FollowUps.MOST_LEVELS))
                .toList();
        for (int i = 0; i < lookups.size(); i++) {
            String name = entries.get(i).getKey();
            for (LookupResult result : lookups.get(i).join()) {
                IndexedSession session =
                        new IndexedSession(name, entries.get(i).getValue(), found.enteredAt(name), seen(result));
                boolean own = result.key().equals(keys.ofName(name));
                seen.merge(result.key(), session, (before, now) -> own ? now : before);
            }
        }
    }

    /**
     * Drops sessions that have ended, so that every later login has a later time than their end.
     *
     * @return null if the nodes hold the time, otherwise the reason, human-readable
     */
    @Nullable String dropEnded(IndexRead.Entries found, Set<String> ended, HybridTimestamp at, TimeToLive lifetime) {
        return records.end(found, ended, at, lifetime).join();
    }

    /** Ends sessions. */
    void end(List<IndexedSession> ended) {
        List<CompletableFuture<SessionOutcome>> ends = new ArrayList<>();
        for (IndexedSession session : ended) {
            ends.add(sessions.end(session.result().key()));
            if (ends.size() == AT_A_TIME) {
                await(ends);
            }
        }
        await(ends);
    }

    private static void await(List<CompletableFuture<SessionOutcome>> ends) {
        for (CompletableFuture<SessionOutcome> end : ends) {
            if (end.join() instanceof SessionOutcome.Failed failed) {
                throw failed.reason();
            }
        }
        ends.clear();
    }
}
