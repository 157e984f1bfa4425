package io.memshare.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/**
 * A session with the login that is stored, in place of one that a security context contains for a while. Indexes must
 * not follow the latter, because the session does not keep it. Read only.
 */
final class StoredLogin implements Session {

    private final MemshareSession session;

    private StoredLogin(MemshareSession session) {
        this.session = session;
    }

    /** Returns a session as its next save stores it. */
    static Session of(MemshareSession session) {
        return session.attributes().hasUnsavedLogin() ? new StoredLogin(session) : session;
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // required by the interface
    public <T> @Nullable T getAttribute(String attributeName) {
        return (T) session.attributes().saved(attributeName);
    }

    @Override
    public Set<String> getAttributeNames() {
        return session.getAttributeNames();
    }

    @Override
    public Instant getCreationTime() {
        return session.getCreationTime();
    }

    @Override
    public Instant getLastAccessedTime() {
        return session.getLastAccessedTime();
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return session.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return session.isExpired();
    }

    @Override
    public String changeSessionId() {
        throw readOnly();
    }

    @Override
    public void setAttribute(String attributeName, @Nullable Object attributeValue) {
        throw readOnly();
    }

    @Override
    public void removeAttribute(String attributeName) {
        throw readOnly();
    }

    @Override
    public void setLastAccessedTime(Instant lastAccessedTime) {
        throw readOnly();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("an index resolver only reads a session");
    }
}
