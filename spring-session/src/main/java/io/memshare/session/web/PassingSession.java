package io.memshare.session.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;

/** A session that is not stored and whose id no client receives. It ends with the request. Thread-safe. */
final class PassingSession implements HttpSession {

    private final MapSession times = new MapSession("none");
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final ServletContext context;
    private volatile boolean ended;

    PassingSession(ServletContext context) {
        this.context = context;
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public long getCreationTime() {
        requireAlive();
        return times.getCreationTime().toEpochMilli();
    }

    @Override
    public String getId() {
        return times.getId();
    }

    @Override
    public long getLastAccessedTime() {
        requireAlive();
        return times.getLastAccessedTime().toEpochMilli();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    /** Does nothing: the session ends with the request. */
    @Override
    public void setMaxInactiveInterval(int interval) {}

    @Override
    public int getMaxInactiveInterval() {
        return (int) times.getMaxInactiveInterval().toSeconds();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        requireAlive();
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        requireAlive();
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        requireAlive();
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        setAttribute(name, null);
    }

    @Override
    public void invalidate() {
        requireAlive();
        ended = true;
    }

    @Override
    public boolean isNew() {
        requireAlive();
        return true;
    }

    private void requireAlive() {
        if (ended) {
            throw new IllegalStateException("the session has ended");
        }
    }
}
