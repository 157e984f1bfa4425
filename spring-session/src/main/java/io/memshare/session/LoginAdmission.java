package io.memshare.session;

import io.memshare.crdt.HybridLogicalClock;
import io.memshare.index.IndexEntry;
import io.memshare.index.IndexRead;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Admits logins of a user up to a maximum number of sessions, and refuses the others. A login first enters itself, and
 * then reads the entries. If there is room for all that it reads, it is admitted. Otherwise an earlier entry has
 * precedence, so the login withdraws. A later entry may belong to a login that was admitted before it could read this
 * one; then the login waits until the other is saved, and withdraws, or until the other has withdrawn.
 *
 * <p>The last of several admitted logins to enter itself would have read all others, so there are never more than the
 * maximum, provided that any two majorities of the nodes have a node in common. Sessions of the same family count once.
 * Safe for use by several threads.
 */
final class LoginAdmission {

    static final String INDEX = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    /** About as many seconds as a request may take from its login to the end of its response. */
    private static final int MOST_ROUNDS = 300;

    private final SessionEntries entries;
    private final CountedSessions counted;
    private final IndexSettings settings;
    private final HybridLogicalClock timestamps;

    LoginAdmission(
            SessionEntries entries, CountedSessions counted, IndexSettings settings, HybridLogicalClock timestamps) {
        this.entries = entries;
        this.counted = counted;
        this.settings = settings;
        this.timestamps = timestamps;
    }

    /** Returns whether logins beyond the maximum are refused. */
    boolean refuses() {
        return settings.limitBy(WhenFull.REFUSE_LOGIN);
    }

    /**
     * Admits a login that was entered, or withdraws its entry.
     *
     * @param principal the name of the user
     * @param name the name of the entry
     * @param own the entry
     * @throws LoginRefusedException if the login is refused
     * @throws SessionStoreUnavailableException if too few nodes answered
     */
    void admit(String principal, String name, IndexEntry own) {
        if (!isAdmitted(principal, own)) {
            entries.withdraw(INDEX, principal, name, timestamps);
            throw new LoginRefusedException(settings.maximum());
        }
    }

    private boolean isAdmitted(String principal, IndexEntry own) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            IndexRead.Entries found = entries.read(INDEX, principal);
            if (isRoomFor(otherFamilies(found, own))) {
                return true;
            }
            List<IndexedSession> others = others(principal, found, own);
            if (!isRoomFor(families(others.stream()
                    .filter(session ->
                            session.has(INDEX, principal) || session.entry().compareTo(own) < 0)
                    .toList()))) {
                return false;
            }
            if (isRoomFor(families(others))) {
                return true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    /**
     * Returns whether the user of a session has others up to the maximum, entered or saved. For a session that was
     * saved so late after its admission that others did not wait for it.
     *
     * @param principal the name of the user
     * @param own the entry of the session
     */
    boolean isSurplus(String principal, IndexEntry own) {
        return !isRoomFor(families(others(principal, entries.read(INDEX, principal), own)));
    }

    private boolean isRoomFor(Set<String> otherFamilies) {
        return otherFamilies.size() < settings.maximum();
    }

    private static Set<String> otherFamilies(IndexRead.Entries found, IndexEntry own) {
        Set<String> families = new HashSet<>();
        found.entries().values().forEach(entry -> families.add(entry.family()));
        families.remove(own.family());
        return families;
    }

    private List<IndexedSession> others(String principal, IndexRead.Entries found, IndexEntry own) {
        return entries.lookUp(found).stream()
                .filter(session -> counted.counts(session, INDEX, principal))
                .filter(session -> !session.entry().family().equals(own.family()))
                .toList();
    }

    private static Set<String> families(List<IndexedSession> sessions) {
        return sessions.stream().map(session -> session.entry().family()).collect(Collectors.toSet());
    }
}
