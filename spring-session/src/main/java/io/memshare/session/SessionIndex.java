package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.index.IndexEntry;
import io.memshare.index.IndexRead;
import io.memshare.index.IndexStore;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import io.memshare.state.Origin;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/**
 * Enters sessions into indexes when they get a value, or change their value or their id. An entry is valid for at least
 * a day longer than the idle timeout of its session, so a session in use is entered again at most once a day. Safe for
 * use by several threads.
 */
final class SessionIndex implements SessionIndexing {

    /** The maximum number of sessions with the same value, whose entries fit into the largest value of a node. */
    static final int MOST_SESSIONS = 10_000;

    /** 132 bits of a name, which distinguish the families. */
    private static final int FAMILY_LENGTH = 22;

    private final SessionEntries entries;
    private final SessionKeys keys;
    private final HybridLogicalClock timestamps;
    private final InstantSource clock;
    private final BiFunction<Session, Map<String, String>, Map<String, String>> resolver;
    private final SessionLimit limit;
    private final LoginAdmission admission;
    private final LoginClaims claims;
    private final LongSupplier nanoTime;

    /**
     * Creates an index.
     *
     * @param entries the entries in the nodes
     * @param parts the parts of the repository
     * @param settings the settings of the application
     * @param claims the claims of logins
     */
    SessionIndex(SessionEntries entries, RepositoryParts parts, IndexSettings settings, LoginClaims claims) {
        this.entries = entries;
        this.keys = parts.keys();
        this.timestamps = parts.timestamps();
        this.clock = parts.clock();
        this.nanoTime = parts.nanoTime();
        this.resolver = settings::valuesOf;
        this.limit = new NewestSessions(entries, settings, new CountedSessions(entries, parts));
        this.admission = claims.admission();
        this.claims = claims;
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
    public Entered enter(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        long start = nanoTime.getAsLong();
        Map<String, IndexMarker> known =
                before == null ? Map.of() : IndexMarker.in(before.state().attributes());
        Map<String, String> values = resolver.apply(StoredLogin.of(session), IndexMarker.values(known));
        Map<String, LwwMap.Entry> markers = new HashMap<>();
        Map<String, IndexMarker> entered = new HashMap<>();
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
                IndexMarker now = enter(indexName, value, place, same ? marker : null);
                entered.put(indexName, now);
                markers.put(IndexMarker.attributeName(indexName), new LwwMap.Entry(at, now.bytes()));
            }
        });
        return new Entered(markers, entered, start);
    }

    /**
     * The future place of a session.
     *
     * @param name the name of its record
     * @param family the beginning of the name of the first record from which changes of id have made it
     * @param lifetime how long its entry is valid
     */
    record Place(String name, String family, TimeToLive lifetime) {}

    private Place place(MemshareSession session, @Nullable Snapshot kept, @Nullable String family) {
        String name = keys.name(kept == null ? keys.of(session.getId()) : kept.present());
        return new Place(name, family == null ? family(name) : family, Retention.indexEntry(idleSeconds(session)));
    }

    private @Nullable String family(@Nullable Snapshot before, @Nullable IndexMarker marker) {
        return before == null ? null : family(before, marker, keys);
    }

    /** Returns the family of a session, by its marker for an index if there is one. */
    static String family(Snapshot before, @Nullable IndexMarker marker, SessionKeys keys) {
        if (marker != null) {
            return marker.entry().family();
        }
        Origin origin = before.state().origin();
        Key first = origin == null ? before.key() : origin.key();
        return family(keys.name(first));
    }

    /** Returns the family of a session that did not come from another one, by the name of its record. */
    static String family(String name) {
        return name.substring(0, FAMILY_LENGTH);
    }

    private IndexMarker enter(String indexName, String value, Place place, @Nullable IndexMarker same) {
        IndexRead.Entries found = entries.withoutLeft(entries.read(indexName, value), place.family());
        if (found.entries().size() >= MOST_SESSIONS) {
            found = entries.withoutGone(found);
            if (found.entries().size() >= MOST_SESSIONS && !found.entries().containsKey(place.name())) {
                throw new SessionIndexFullException(indexName, MOST_SESSIONS);
            }
        }
        Claim claim = claims.current(indexName, value);
        if (claim != null) {
            found = IndexStore.withdrawn(found, claim.name(), timestamps.tick(found.latest()));
        }
        HybridTimestamp at = timestamps.tick(found.latest());
        IndexEntry entry = entry(place, at, same == null ? null : same.entry(), claim);
        entries.enter(found, place.name(), entry, at, place.lifetime());
        if (claim != null) {
            LoginClaims.entered();
        }
        if (admission.refuses() && indexName.equals(LoginAdmission.INDEX) && same == null && claim == null) {
            admission.admit(value, place.name(), entry);
        }
        return new IndexMarker(value, entry);
    }

    private IndexEntry entry(Place place, HybridTimestamp at, @Nullable IndexEntry same, @Nullable Claim claim) {
        long end = Retention.endSeconds(place.lifetime(), clock.millis());
        if (same != null) {
            return new IndexEntry(same.since(), end, place.family());
        }
        return claim == null
                ? new IndexEntry(at, end, place.family())
                : new IndexEntry(claim.entry().since(), end, claim.entry().family());
    }

    @Override
    public boolean confirm(Entered entered) {
        boolean ended = false;
        for (Map.Entry<String, IndexMarker> value : entered.values().entrySet()) {
            IndexEntry own = value.getValue().entry();
            ended |= limit.enforce(value.getKey(), value.getValue().value()).stream()
                    .anyMatch(session -> session.entry().family().equals(own.family()));
        }
        return ended;
    }

    @Override
    public boolean isLateSurplus(Entered entered) {
        if (entered.values().isEmpty() || nanoTime.getAsLong() - entered.startNanos() < LoginClaims.VALID_NANOS) {
            return false;
        }
        IndexMarker user = entered.values().get(LoginAdmission.INDEX);
        return admission.refuses() ? user != null && admission.isSurplus(user.value(), user.entry()) : confirm(entered);
    }
}
