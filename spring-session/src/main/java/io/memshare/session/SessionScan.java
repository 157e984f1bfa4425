package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.node.Key;
import io.memshare.node.KeyPage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Scans all sessions of the nodes, a page at a time. Blocks. Safe for use by several threads. */
final class SessionScan {

    private static final int AT_A_TIME = 128;

    private final Memshare memshare;
    private final RepositoryParts parts;

    SessionScan(Memshare memshare, RepositoryParts parts) {
        this.memshare = memshare;
        this.parts = parts;
    }

    /**
     * Returns a page.
     *
     * @param cursor the cursor of the page, null for the first page
     * @param limit the maximum number of records to look at, at least 1
     */
    SessionPage page(@Nullable String cursor, int limit) {
        KeyPage page = keys(cursor == null ? null : key(cursor), limit);
        List<Key> keys = page.keys().stream().filter(parts.keys()::isKey).toList();
        List<UserSession> sessions = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += AT_A_TIME) {
            lookUp(keys.subList(from, Math.min(keys.size(), from + AT_A_TIME)), sessions);
        }
        Key next = page.next();
        return new SessionPage(
                sessions, next == null ? null : SessionHandle.of(parts.keys().name(next)));
    }

    private Key key(String cursor) {
        if (!SessionHandle.isHandle(cursor)) {
            throw new IllegalArgumentException("the text is not the cursor of a page");
        }
        return parts.keys().ofName(SessionHandle.name(cursor));
    }

    private KeyPage keys(@Nullable Key after, int limit) {
        try {
            return memshare.keys(parts.keys().prefix(), after, limit);
        } catch (IOException ex) {
            throw SessionOutcome.Failed.unavailable(String.valueOf(ex.getMessage()))
                    .reason();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw SessionOutcome.Failed.unavailable("the scan was interrupted").reason();
        }
    }

    private void lookUp(List<Key> keys, List<UserSession> sessions) {
        InstantSource clock = parts.clock();
        List<CompletableFuture<List<LookupResult>>> results =
                keys.stream().map(key -> parts.store().lookUp(key, 0)).toList();
        for (CompletableFuture<List<LookupResult>> result : results) {
            for (LookupResult seen : result.join()) {
                if (seen instanceof LookupResult.Unseen unseen) {
                    throw SessionOutcome.Failed.unavailable(unseen.reason()).reason();
                }
                if (seen instanceof LookupResult.Living living
                        && !parts.timeouts().isExpired(living.snapshot(), clock.millis())) {
                    sessions.add(UserSession.of(living.snapshot(), parts.keys(), parts.timeouts()));
                }
            }
        }
    }
}
