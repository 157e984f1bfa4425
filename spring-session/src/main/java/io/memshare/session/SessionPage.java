package io.memshare.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a scan of all sessions. Immutable.
 *
 * @param sessions the live sessions of the page, possibly none even if further pages follow
 * @param next the cursor of the next page, which is not a credential; null if this page is the last
 */
public record SessionPage(
        List<UserSession> sessions, @Nullable String next) {

    /** Copies the list. */
    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
