package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.state.Live;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session of a user, for display. It has no credential. Immutable.
 *
 * @param handle refers to the session in place of its id
 * @param principal the name of its user; null without a login
 * @param created when it was created
 * @param lastUsed when a request last used it, within about two seconds
 * @param expires when it ends unless it is used before; null for never
 * @param current whether it is the session of the calling request
 * @param description the texts of the {@link SessionDescription} of the application at the login, possibly none. They
 *     may come from the client, so a page must escape them
 */
public record UserSession(
        String handle,
        @Nullable String principal,
        Instant created,
        Instant lastUsed,
        @Nullable Instant expires,
        boolean current,
        Map<String, String> description) {

    /** Copies the description. */
    public UserSession {
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
    }

    static UserSession of(Snapshot snapshot, SessionKeys keys, SessionTimeouts timeouts) {
        Live live = snapshot.state();
        IndexMarker user = IndexMarker.in(live.attributes()).get(PRINCIPAL_NAME_INDEX_NAME);
        long end = timeouts.endMillis(live.creationMillis(), snapshot.lastAccessedMillis(), timeouts.idleSeconds(live));
        return new UserSession(
                SessionHandle.of(keys.name(snapshot.present())),
                user == null ? null : user.value(),
                Instant.ofEpochMilli(live.creationMillis()),
                Instant.ofEpochMilli(snapshot.lastAccessedMillis()),
                end == Long.MAX_VALUE ? null : Instant.ofEpochMilli(end),
                OwnSession.isOwn(snapshot.key(), keys),
                StoredDescription.in(live.attributes()));
    }
}
