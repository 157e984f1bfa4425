package io.memshare.session;

import io.memshare.index.IndexEntry;
import io.memshare.index.NotBefore;
import io.memshare.index.NotBeforeStore;
import io.memshare.state.Live;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a stored session has ended together with all others of its user. It has if one of its own markers is
 * from before the not-before time of the marker's value. Non-blocking. Safe for use by several threads.
 */
final class SessionRevocation {

    /** Ends no session: without an index, sessions have no user. */
    static final SessionRevocation NONE = new SessionRevocation(null);

    private final @Nullable NotBeforeStore times;

    private SessionRevocation(@Nullable NotBeforeStore times) {
        this.times = times;
    }

    static SessionRevocation by(NotBeforeStore times) {
        return new SessionRevocation(times);
    }

    /**
     * Ensures that this server knows what ended more than a second ago.
     *
     * @return null if it knows, otherwise the reason, human-readable
     */
    CompletableFuture<@Nullable String> current() {
        return times == null ? CompletableFuture.completedFuture(null) : times.current();
    }

    /**
     * Learns of all sessions that ended before this call.
     *
     * @return null if it has learned, otherwise the reason, human-readable
     */
    CompletableFuture<@Nullable String> update() {
        return times == null ? CompletableFuture.completedFuture(null) : times.update();
    }

    /** Returns whether a session has a value by which it may have ended. */
    boolean concerns(Live session) {
        return times != null && !IndexMarker.in(session.attributes()).isEmpty();
    }

    /** Returns whether a session has ended, as far as this server knows. */
    boolean ends(Live session) {
        NotBeforeStore known = times;
        return known != null
                && IndexMarker.in(session.attributes()).entrySet().stream().anyMatch(marker -> ends(known, marker));
    }

    private static boolean ends(NotBeforeStore known, Map.Entry<String, IndexMarker> marker) {
        NotBefore time = known.of(marker.getKey(), marker.getValue().value());
        IndexEntry entry = marker.getValue().entry();
        return time.ends(entry);
    }
}
