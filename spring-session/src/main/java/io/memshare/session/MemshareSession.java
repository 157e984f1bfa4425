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
 * A session as one request sees it, with what the request changed. Two requests of the same session have an object each, and
 * what they change is merged when they save. Several threads of one request may use it: an asynchronous handler sets an
 * attribute while the session is saved, and the attribute is part of this save or of the next one.
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
     * @param id its id
     * @param persistence what the nodes hold of it
     * @param attributes its attributes
     * @param times when it was created and last used, and how long it may be idle
     * @param surroundings what it needs of its repository
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

    /** When a session was created and last used, and how long it may be idle (negative: for ever). */
    record Times(Instant created, Instant lastAccessed, Duration maxInactive) {}

    /**
     * What a session needs of its repository.
     *
     * @param clock the time of day
     * @param idGenerator makes the next id
     * @param onChange is called after each change, for the flush mode that saves at once
     */
    record Surroundings(InstantSource clock, SessionIdGenerator idGenerator, Consumer<MemshareSession> onChange) {}

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        String next = surroundings.idGenerator().generate();
        exclusively(() -> id = next);
        surroundings.onChange().accept(this);
        return next;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An attribute that this version of the application cannot read is absent; it is kept as it is in the nodes until it
     * is set or removed.
     */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface wants it so
    public <T> @Nullable T getAttribute(String attributeName) {
        lock.lock(); // not by exclusively(), as this is the most frequent call by far
        try {
            return (T) attributes.get(attributeName);
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The names are those of the moment; changing attributes does not change the set. Attributes that were found to be
     * unreadable are not among them.
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
        this.lastAccessedTime = Objects.requireNonNull(lastAccessedTime, "lastAccessedTime");
        surroundings.onChange().accept(this);
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastAccessedTime;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        Objects.requireNonNull(interval, "interval");
        intervalChanged |= !interval.equals(maxInactiveInterval);
        maxInactiveInterval = interval;
        surroundings.onChange().accept(this);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return maxInactiveInterval;
    }

    @Override
    public boolean isExpired() {
        Duration idle = Duration.between(lastAccessedTime, surroundings.clock().instant());
        return !maxInactiveInterval.isNegative() && idle.compareTo(maxInactiveInterval) >= 0;
    }

    /** Runs a step while no other thread reads or changes the session, or saves it. */
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

    /** Returns what the nodes hold of the session, as far as the request knows. */
    Persistence persistence() {
        return persistence;
    }

    boolean intervalChanged() {
        return intervalChanged;
    }

    /** Takes over what a save has found. */
    void saved(Persistence now) {
        persistence = now;
        intervalChanged = false;
    }
}
