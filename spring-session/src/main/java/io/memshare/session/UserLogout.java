package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.index.IndexRead;
import io.memshare.index.NotBefore;
import io.memshare.index.NotBeforeStore;
import io.memshare.index.NotBeforeStore.Ending;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends all sessions that have a value by a not-before time, which every server learns within a second. Few of the
 * sessions are deleted as well, so that they end at once. Calls wait for the nodes. Safe for use by several threads.
 */
final class UserLogout {

    /** The number of sessions that are also deleted, more than a person has. */
    private static final int MOST_DELETIONS = 16;

    /** Until when a session that is not known to the index may be stored. */
    private static final TimeToLive UNKNOWN = TimeToLive.of(Duration.ofDays(1));

    private final SessionEntries entries;
    private final NotBeforeStore times;
    private final HybridLogicalClock timestamps;
    private final SessionKeys keys;

    UserLogout(SessionEntries entries, NotBeforeStore times, HybridLogicalClock timestamps, SessionKeys keys) {
        this.entries = entries;
        this.times = times;
        this.timestamps = timestamps;
        this.keys = keys;
    }

    /**
     * Ends all sessions that have a value.
     *
     * @param indexName the name of the index
     * @param value the value
     * @return the number of sessions that ended
     */
    int endAll(String indexName, String value) {
        IndexRead.Entries found = entries.read(indexName, value);
        return end(found, new Ended(indexName, value, "", session -> true));
    }

    /**
     * Ends all sessions that have the value of a session, except that session.
     *
     * @param indexName the name of the index
     * @param own the marker of the session to keep
     * @param isOther returns whether a session is not the one to keep
     * @return the number of sessions that ended; 0 if the session itself has ended
     */
    int endOthers(String indexName, IndexMarker own, Predicate<IndexedSession> isOther) {
        IndexRead.Entries found = entries.read(indexName, own.value());
        check(times.update().join());
        NotBefore before = times.of(indexName, own.value());
        return before.ends(own.entry())
                ? 0
                : end(found, new Ended(indexName, own.value(), own.entry().family(), isOther));
    }

    /**
     * Ends a session that has a value, under whatever id it continues.
     *
     * @param indexName the name of the index
     * @param value the value
     * @param key a key that the session has, or had before its id was changed
     * @return whether a session with the value ended
     */
    boolean endOne(String indexName, String value, Key key) {
        List<IndexedSession> seen = entries.lookUp(entries.read(indexName, value));
        // After that, because a session that moves in the meantime ends together with where it was seen.
        Set<Key> same = entries.keysFrom(key);
        List<IndexedSession> sessions = seen.stream()
                .filter(session -> same.contains(session.result().key()))
                .filter(session -> session.has(indexName, value) || entries.isPending(session, indexName))
                .toList();
        forgetOwn(sessions);
        entries.end(sessions);
        return sessions.stream().anyMatch(session -> session.has(indexName, value));
    }

    /**
     * The sessions that end.
     *
     * @param indexName the name of the index
     * @param value the value
     * @param kept the family that is kept; empty for none
     * @param includes returns whether a session ends
     */
    private record Ended(String indexName, String value, String kept, Predicate<IndexedSession> includes) {

        boolean includesFamily(String family) {
            return kept.isEmpty() || !kept.equals(family);
        }
    }

    private int end(IndexRead.Entries found, Ended ended) {
        TimeToLive lifetime = found.lifetime().max(UNKNOWN);
        Ending ending = times.end(
                        new NotBeforeStore.Request(ended.indexName(), ended.value(), ended.kept(), lifetime),
                        found.latest(),
                        timestamps::tick)
                .join();
        if (ending instanceof Ending.Failed failed) {
            check(failed.reason());
        }
        if (ending instanceof Ending.Written written) {
            check(entries.dropEnded(found, namesOf(found, ended), written.at(), lifetime));
        }
        List<IndexedSession> sessions = entries.lookUp(found).stream()
                .filter(session -> ends(session, ended))
                .toList();
        forgetOwn(sessions);
        entries.end(ending instanceof Ending.Full ? sessions : toBeDeleted(sessions, ended));
        return (int) sessions.stream()
                .filter(session -> session.had(ended.indexName(), ended.value()))
                .count();
    }

    private static Set<String> namesOf(IndexRead.Entries found, Ended ended) {
        return found.entries().entrySet().stream()
                .filter(entry -> ended.includesFamily(entry.getValue().family()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private boolean ends(IndexedSession session, Ended ended) {
        boolean lives = session.had(ended.indexName(), ended.value()) || entries.isPending(session, ended.indexName());
        return lives && ended.includes().test(session);
    }

    /** Returns the other sessions of the kept family, which its not-before time spares, and a few more. */
    private List<IndexedSession> toBeDeleted(List<IndexedSession> sessions, Ended ended) {
        List<IndexedSession> spared = sessions.stream()
                .filter(session -> !ended.includesFamily(familyOf(session)))
                .toList();
        List<IndexedSession> newest = sessions.stream()
                .filter(session -> ended.includesFamily(familyOf(session)))
                .sorted((one, other) -> other.entry().compareTo(one.entry()))
                .sorted((one, other) -> Boolean.compare(isOwn(other), isOwn(one)))
                .limit(MOST_DELETIONS)
                .toList();
        return Stream.concat(spared.stream(), newest.stream()).toList();
    }

    private static String familyOf(IndexedSession session) {
        return session.entry().family();
    }

    private boolean isOwn(IndexedSession session) {
        return OwnSession.idOf(session.result().key(), keys) != null;
    }

    /** The request saves its session once more when it ends. */
    private void forgetOwn(List<IndexedSession> sessions) {
        for (IndexedSession session : sessions) {
            String own = OwnSession.idOf(session.result().key(), keys);
            if (own != null) {
                SessionSaver.forget(own);
            }
        }
    }

    private static void check(@Nullable String refusal) {
        if (refusal != null) {
            throw SessionOutcome.Failed.unavailable(refusal).reason();
        }
    }
}
