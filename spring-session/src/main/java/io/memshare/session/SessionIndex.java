package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.index.IndexEntry;
import io.memshare.index.IndexRead;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.state.Origin;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Enters sessions into indexes when they get a value, or change their value or their id. An entry is valid for at least
 * a day longer than the idle timeout of its session, so a session in use is entered again at most once a day. Safe for
 * use by several threads.
 */
final class SessionIndex implements SessionIndexing {

    /** The maximum number of sessions with the same value, whose entries take half a megabyte. */
    static final int MOST_SESSIONS = 4096;

    private final SessionEntries entries;
    private final SessionKeys keys;
    private final HybridLogicalClock timestamps;
    private final InstantSource clock;
    private final Function<MemshareSession, Map<String, String>> resolver;
    private final SessionLimit limit;

    /**
     * Creates an index.
     *
     * @param entries the entries in the nodes
     * @param keys the keys of sessions
     * @param timestamps assigns timestamps to changes
     * @param clock the time of day
     * @param resolver returns the values of a session by the names of the indexes
     * @param limit enforced when a session is entered
     */
    SessionIndex(
            SessionEntries entries,
            SessionKeys keys,
            HybridLogicalClock timestamps,
            InstantSource clock,
            Function<MemshareSession, Map<String, String>> resolver,
            SessionLimit limit) {
        this.entries = entries;
        this.keys = keys;
        this.timestamps = timestamps;
        this.clock = clock;
        this.resolver = resolver;
        this.limit = limit;
    }

    @Override
    public boolean isDue(MemshareSession session, Snapshot before) {
        return IndexMarker.in(before.state().attributes()).values().stream().anyMatch(marker -> isDue(session, marker));
    }

    private boolean isDue(MemshareSession session, IndexMarker marker) {
        return Retention.endSeconds(Retention.full(idleSeconds(session)), clock.millis())
                > marker.entry().endSeconds();
    }

    private static long idleSeconds(MemshareSession session) {
        return session.getMaxInactiveInterval().toSeconds();
    }

    @Override
    public Map<String, LwwMap.Entry> enter(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        Map<String, IndexMarker> known =
                before == null ? Map.of() : IndexMarker.in(before.state().attributes());
        Map<String, String> values = resolver.apply(session);
        Map<String, LwwMap.Entry> markers = new HashMap<>();
        if (!session.attributes().hasUnreadable()) {
            known.keySet().stream()
                    .filter(indexName -> !values.containsKey(indexName))
                    .forEach(
                            indexName -> markers.put(IndexMarker.attributeName(indexName), new LwwMap.Entry(at, null)));
        }
        boolean elsewhere = session.persistence().isUnderAnother(session.getId());
        values.forEach((indexName, value) -> {
            IndexMarker marker = known.get(indexName);
            boolean same = marker != null && marker.value().equals(value);
            if (marker == null || !same || elsewhere || isDue(session, marker)) {
                Place place = place(session, elsewhere ? null : before, family(before, marker));
                IndexMarker entered = enter(indexName, value, place, same ? marker : null);
                markers.put(IndexMarker.attributeName(indexName), new LwwMap.Entry(at, entered.bytes()));
            }
        });
        return markers;
    }

    /**
     * The future place of a session.
     *
     * @param name the name of its record
     * @param family the name of the first record from which changes of id have made it
     * @param lifetime how long its entry is valid
     */
    record Place(String name, String family, TimeToLive lifetime) {}

    private Place place(MemshareSession session, @Nullable Snapshot kept, @Nullable String family) {
        String name = keys.name(kept == null ? keys.of(session.getId()) : kept.present());
        return new Place(name, family == null ? name : family, Retention.indexEntry(idleSeconds(session)));
    }

    private @Nullable String family(@Nullable Snapshot before, @Nullable IndexMarker marker) {
        if (before == null || marker != null) {
            return marker == null ? null : marker.entry().family();
        }
        Origin origin = before.state().origin();
        Key first = origin == null ? before.key() : origin.key();
        return keys.name(first);
    }

    private IndexMarker enter(String indexName, String value, Place place, @Nullable IndexMarker same) {
        IndexRead.Entries found = entries.read(indexName, value);
        if (found.entries().size() >= MOST_SESSIONS) {
            found = entries.withoutGone(found);
            if (found.entries().size() >= MOST_SESSIONS && !found.entries().containsKey(place.name())) {
                throw new SessionIndexFullException(indexName, MOST_SESSIONS);
            }
        }
        HybridTimestamp at = timestamps.tick(found.latest());
        HybridTimestamp since = same == null ? at : same.entry().since();
        IndexEntry entry =
                new IndexEntry(since, Retention.endSeconds(place.lifetime(), clock.millis()), place.family());
        entries.enter(found, place.name(), entry, at, place.lifetime());
        limit.enforce(indexName, value);
        return new IndexMarker(value, entry);
    }
}
