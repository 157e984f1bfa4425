package io.memshare.session;

import io.memshare.index.IndexEntry;
import io.memshare.index.IndexRead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Limits the sessions of each user to the newest, up to a maximum. Every login first enters its session and then reads
 * the entries, while its session is written. Of two concurrent logins, at least the later reads the entry of the other,
 * and both use the same order. The maximum therefore holds when each of them is answered, provided that any two
 * majorities of the nodes have a node in common. Sessions of the same family count once. Safe for use by several
 * threads.
 */
final class NewestSessions implements SessionLimit {

    private final SessionEntries entries;
    private final IndexSettings settings;
    private final CountedSessions counted;

    NewestSessions(SessionEntries entries, IndexSettings settings, CountedSessions counted) {
        this.entries = entries;
        this.settings = settings;
        this.counted = counted;
    }

    @Override
    public List<IndexedSession> enforce(String indexName, String value) {
        if (!settings.limitBy(WhenFull.EXPIRE_OLDEST)
                || !indexName.equals(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME)) {
            return List.of();
        }
        IndexRead.Entries found = entries.read(indexName, value);
        if (families(found.entries().values()).size() <= settings.maximum()) {
            return List.of();
        }
        List<IndexedSession> sessions = entries.lookUp(found).stream()
                .filter(session -> counted.counts(session, indexName, value))
                .toList();
        List<IndexedSession> surplus = surplus(sessions, settings.maximum());
        entries.end(surplus);
        return surplus;
    }

    private static Set<String> families(Collection<IndexEntry> entries) {
        return entries.stream().map(IndexEntry::family).collect(Collectors.toSet());
    }

    /** Returns the sessions of all families except the newest. No I/O. */
    static List<IndexedSession> surplus(List<IndexedSession> sessions, int maximum) {
        Map<String, List<IndexedSession>> families = sessions.stream()
                .collect(Collectors.groupingBy(session -> session.entry().family()));
        List<List<IndexedSession>> newestFirst = new ArrayList<>(families.values());
        newestFirst.sort(Comparator.comparing(NewestSessions::newest).reversed());
        return newestFirst.stream().skip(maximum).flatMap(List::stream).toList();
    }

    private static IndexEntry newest(List<IndexedSession> family) {
        return family.stream()
                .map(IndexedSession::entry)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
