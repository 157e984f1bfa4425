package io.memshare.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session of a user, for display. Immutable.
 *
 * @param id its id if it is the session of the calling request, otherwise a handle, which is not a credential
 * @param created when it was created
 * @param lastUsed when a request last used it, within about two seconds
 * @param expires when it ends unless it is used before; null for never
 * @param current whether it is the session of the calling request
 */
public record UserSession(
        String id,
        Instant created,
        Instant lastUsed,
        @Nullable Instant expires,
        boolean current) {

    static UserSession of(MemshareSession session) {
        long end = session.endMillis();
        Instant expires = end == Long.MAX_VALUE ? null : Instant.ofEpochMilli(end);
        return new UserSession(
                session.getId(),
                session.getCreationTime(),
                session.getLastAccessedTime(),
                expires,
                !SessionHandle.isHandle(session.getId()));
    }
}
