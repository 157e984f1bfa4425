package io.memshare.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;

/**
 * A session from the perspective of a single request, including the changes of that request. Two requests of the same
 * session have separate objects, and saving merges their changes. Several threads of a request may use it: if an
 * asynchronous handler sets an attribute while the session is being saved, the attribute is part of this save or of the
 * next.
 */
public final class MemshareSession implements Session {

    private final ReentrantLock lock = new ReentrantLock();
    private final SessionAttributes attributes;
    private final Surroundings surroundings;
    private final Instant creationTime;
    private String id;
    private Persistence persistence;
    private Instant lastAccessedTime;
    private Duration maxInactiveInterval;
    private boolean intervalChanged;

    /**
     * Creates a session.
     *
     * @param id its id
     * @param persistence its state in the nodes
     * @param attributes its attributes
     * @param times its creation time, last access time and idle timeout
     * @param surroundings the services of its repository
     */
    MemshareSession(
            String id, Persistence persistence, SessionAttributes attributes, Times times, Surroundings surroundings) {
        this.id = id;
        this.persistence = persistence;
        this.attributes = attributes;
        this.creationTime = times.created();
        this.lastAccessedTime = times.lastAccessed();
        this.maxInactiveInterval = times.maxInactive();
        this.surroundings = surroundings;
    }

    /** The creation time, the last access time and the idle timeout (negative: never expires) of a session. */
    record Times(Instant created, Instant lastAccessed, Duration maxInactive) {}

    /**
     * The services of the repository.
     *
     * @param clock the time of day
     * @param idGenerator generates the next id
     * @param timeouts tell when a session ends
     * @param unsavedIds the sessions whose id is not that of the nodes
     * @param onChange called after each change, for the flush mode that saves at once
     */
    record Surroundings(
            InstantSource clock,
            SessionIdGenerator idGenerator,
            SessionTimeouts timeouts,
            UnsavedIds unsavedIds,
            Consumer<MemshareSession> onChange) {}

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        String next = generateId();
        renewId(next);
        surroundings.onChange().accept(this);
        return next;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An attribute that this version of the application cannot read is absent; it stays unchanged in the nodes until
     * it is set or removed.
     */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // required by the interface
    public <T> @Nullable T getAttribute(String attributeName) {
        lock.lock(); // not by exclusively(), because this is by far the most frequent call
        try {
            return (T) attributes.get(attributeName);
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The set is a snapshot, which later changes of attributes do not affect. It excludes attributes that proved
     * unreadable.
     */
    @Override
    public Set<String> getAttributeNames() {
        return exclusively(attributes::names);
    }

    @Override
    public void setAttribute(String attributeName, @Nullable Object attributeValue) {
        Objects.requireNonNull(attributeName, "attributeName");
        lock.lock();
        try {
            attributes.set(attributeName, attributeValue);
        } finally {
            lock.unlock();
        }
        surroundings.onChange().accept(this);
    }

    @Override
    public void removeAttribute(String attributeName) {
        setAttribute(attributeName, null);
    }

    @Override
    public Instant getCreationTime() {
        return creationTime;
    }

    @Override
    public void setLastAccessedTime(Instant lastAccessedTime) {
        Objects.requireNonNull(lastAccessedTime, "lastAccessedTime");
        exclusively(() -> this.lastAccessedTime = lastAccessedTime);
        surroundings.onChange().accept(this);
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastAccessedTime;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        Objects.requireNonNull(interval, "interval");
        exclusively(() -> {
            intervalChanged |= !interval.equals(maxInactiveInterval);
            maxInactiveInterval = interval;
            return interval;
        });
        surroundings.onChange().accept(this);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return maxInactiveInterval;
    }

    @Override
    public boolean isExpired() {
        return endMillis() <= surroundings.clock().millis();
    }

    /** Returns when the session ends unless it is used before, in milliseconds since 1970. */
    long endMillis() {
        SessionTimeouts timeouts = surroundings.timeouts();
        long idleSeconds = timeouts.idleSeconds(maxInactiveInterval.toSeconds(), attributes.stored());
        return timeouts.endMillis(creationTime.toEpochMilli(), lastAccessedTime.toEpochMilli(), idleSeconds);
    }

    /** Returns a fresh text that cannot be guessed. */
    String generateId() {
        return surroundings.idGenerator().generate();
    }

    /** Gives the session another id with its next save, or with the one that is under way. */
    void renewId(String next) {
        exclusively(() -> {
            id = next;
            if (persistence.isUnderAnother(next)) {
                surroundings.unsavedIds().changed(this, next);
            }
            return next;
        });
    }

    /** Runs a step while no other thread reads, changes or saves the session. */
    <T> T exclusively(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    SessionAttributes attributes() {
        return attributes;
    }

    /** Returns the state of the session in the nodes, as far as the request knows it. */
    Persistence persistence() {
        return persistence;
    }

    boolean intervalChanged() {
        return intervalChanged;
    }

    /** Adopts the result of a save. */
    void saved(Persistence now) {
        if (persistence.isUnderAnother(id)) {
            surroundings.unsavedIds().saved(this);
        }
        persistence = now;
        intervalChanged = false;
    }
}
