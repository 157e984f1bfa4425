package io.memshare.session;

import io.memshare.index.IndexRead;
import io.memshare.node.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Tells which entries of ids that sessions have left are no longer needed. An entry leads to what its tombstone names,
 * and a session enters its next id before it is written there. If every id that the tombstone names has an entry of its
 * own, whatever the former entry leads to is found without it. Former entries stay for a few minutes, so that the
 * entry of the next id is on as many nodes before they go. Waits for the nodes. Safe for use by several threads.
 */
final class LeftEntries {

    /** So many former ids of a session cost less than to look for them at each change of its id. */
    private static final int FEW = 4;

    private static final long KEPT_MILLIS = Duration.ofMinutes(10).toMillis();

    private final SessionStore sessions;
    private final SessionKeys keys;
    private final InstantSource clock;

    LeftEntries(SessionStore sessions, SessionKeys keys, InstantSource clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns the names of the entries of a family that are not needed; none if the family has few entries. */
    Set<String> ofFamily(IndexRead.Entries found, String family) {
        List<String> own = found.entries().entrySet().stream()
                .filter(entry -> entry.getValue().family().equals(family))
                .map(entry -> entry.getKey())
                .filter(name -> isOld(found, name))
                .toList();
        return own.size() > FEW ? left(found, own) : Set.of();
    }

    /**
     * Returns the names of the entries that are not needed.
     *
     * @param found the entries
     * @param needed the names of entries that need not be looked at
     */
    Set<String> except(IndexRead.Entries found, Set<String> needed) {
        List<String> others = found.entries().keySet().stream()
                .filter(name -> !needed.contains(name) && isOld(found, name))
                .toList();
        Set<String> left = new HashSet<>();
        for (int from = 0; from < others.size(); from += SessionEntries.AT_A_TIME) {
            left.addAll(left(found, others.subList(from, Math.min(others.size(), from + SessionEntries.AT_A_TIME))));
        }
        return left;
    }

    private boolean isOld(IndexRead.Entries found, String name) {
        return found.enteredAt(name).millis() < clock.millis() - KEPT_MILLIS;
    }

    private Set<String> left(IndexRead.Entries found, List<String> names) {
        List<CompletableFuture<List<Key>>> reads = new ArrayList<>();
        names.forEach(name -> reads.add(sessions.successors(keys.ofName(name))));
        Set<String> left = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            List<Key> successors = reads.get(i).join();
            if (!successors.isEmpty()
                    && successors.stream().allMatch(next -> found.entries().containsKey(keys.name(next)))) {
                left.add(names.get(i));
            }
        }
        return left;
    }
}
