package io.memshare.session;

import io.memshare.session.SessionOutcome.Failed;
import io.memshare.session.SessionOutcome.Gone;
import io.memshare.session.SessionOutcome.Renewed;
import io.memshare.state.Moved;
import io.memshare.state.Successor;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds sessions by ids that were renewed a moment ago. Only a renewal is followed, which the derivation of the next
 * id proves, and never the change of id at a login. Non-blocking. Safe for use by several threads.
 */
final class RenewedIds {

    private final SessionStore store;
    private final SessionKeys keys;
    private final SessionTimeouts timeouts;

    RenewedIds(SessionStore store, SessionKeys keys, SessionTimeouts timeouts) {
        this.store = store;
        this.keys = keys;
        this.timeouts = timeouts;
    }

    /**
     * Finds the session that continues under the next id.
     *
     * @param id the id that was left
     * @param moved the tombstone under it
     * @param nowMillis the time of day in milliseconds since 1970
     * @return {@link Renewed}, {@link Gone} or {@link Failed}
     */
    CompletableFuture<SessionOutcome> find(String id, Moved moved, long nowMillis) {
        CompletableFuture<SessionOutcome> result = Gone.GONE.done();
        if (!timeouts.renewsIds()) {
            return result;
        }
        for (Successor successor : moved.successors()) {
            if (SessionTimeouts.isUsable(successor.at().millis(), nowMillis)) {
                result = result.thenCombine(find(id, successor), RenewedIds::better);
            }
        }
        return result;
    }

    private CompletableFuture<SessionOutcome> find(String id, Successor successor) {
        return store.lookUp(successor.key(), 0)
                .thenApply(results -> results.get(0) instanceof LookupResult.Unseen unseen
                        ? Failed.unavailable(unseen.reason())
                        : renewed(id, results.get(0)));
    }

    private SessionOutcome renewed(String id, LookupResult result) {
        Snapshot snapshot = result instanceof LookupResult.Living living ? living.snapshot() : null;
        String next = snapshot == null ? null : nextId(id, snapshot);
        return snapshot == null || next == null ? Gone.GONE : new Renewed(next, snapshot);
    }

    private @Nullable String nextId(String id, Snapshot snapshot) {
        String next = IdRenewal.next(id, snapshot.state().attributes());
        return next != null && keys.all(next).contains(snapshot.key()) ? next : null;
    }

    private static SessionOutcome better(SessionOutcome left, SessionOutcome right) {
        return left instanceof Renewed || right instanceof Gone ? left : right;
    }
}
