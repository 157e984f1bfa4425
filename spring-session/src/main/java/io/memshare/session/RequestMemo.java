package io.memshare.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the repository has saved in this request. Spring's filter saves a session when the response is committed and again
 * when the request ends, and Spring MVC asks for it once more in between: every request is find, save, find, save. What
 * the first save has left in the nodes answers the second find, so that the second pair costs nothing.
 *
 * <p>Nothing is remembered of a mere find: a request that looks for a session twice before it saves it sees what others did.
 *
 * <p>A memo belongs to one dispatch of a request, and is bound to the thread that handles it. An asynchronous dispatch may
 * come minutes later, so it gets the memo of {@link #next()}, which remembers nothing and {@link #renew renews} the session
 * that the request still holds. Safe for use by several threads.
 */
public final class RequestMemo {

    private static final ThreadLocal<@Nullable RequestMemo> CURRENT = new ThreadLocal<>();

    private final Map<String, Snapshot> saved = new ConcurrentHashMap<>(2);
    private final List<Held> held;
    private final boolean sessionOptional;

    private RequestMemo(List<Held> held, boolean sessionOptional) {
        this.held = new CopyOnWriteArrayList<>(held);
        this.sessionOptional = sessionOptional;
    }

    /** A session that the request may still use in a later dispatch. */
    interface Held {

        String id();

        /** Saves what was changed in the session, and finds it anew; returns whether it still exists. */
        boolean renew();
    }

    /** Returns an empty memo, bound to no thread. */
    public static RequestMemo create() {
        return new RequestMemo(List.of(), false);
    }

    /**
     * Returns an empty memo for a request that can do without a session: while the session store is unavailable, no session
     * is found, and nothing fails until the request changes a session.
     */
    public static RequestMemo withOptionalSession() {
        return new RequestMemo(List.of(), true);
    }

    /** Returns the memo for a dispatch that follows after other threads have worked on the request. */
    public RequestMemo next() {
        return new RequestMemo(held, sessionOptional);
    }

    /** Returns the memo that is bound to the calling thread, or null when it handles no request. */
    static @Nullable RequestMemo current() {
        return CURRENT.get();
    }

    /**
     * Binds this memo to the calling thread until the scope is closed.
     *
     * @return the scope, to be closed by the same thread; closing it binds again what was bound before
     */
    public Scope open() {
        RequestMemo previous = CURRENT.get();
        CURRENT.set(this);
        return () -> bind(previous);
    }

    /**
     * Brings a session up to date that an earlier dispatch of this request has found or created. What the request has
     * changed in it since then is saved first.
     *
     * @param id the id of the session
     * @return false if the session has ended meanwhile; true otherwise, also for a session of another repository
     * @throws SessionStoreUnavailableException if too few nodes answered to tell
     * @throws io.memshare.serializer.AttributeSerializationException if an attribute cannot be saved
     * @throws SessionTooLargeException if the session has become too large to be saved
     */
    public boolean renew(String id) {
        boolean alive = true;
        for (Held session : held) {
            if (session.id().equals(id)) {
                alive &= session.renew();
            }
        }
        return alive;
    }

    void hold(Held session) {
        held.add(session);
    }

    /** Returns the sessions that this request holds. */
    List<Held> held() {
        return List.copyOf(held);
    }

    boolean isSessionOptional() {
        return sessionOptional;
    }

    /** Returns what this request has last saved under an id, or null. */
    @Nullable Snapshot recall(String id) {
        return saved.get(id);
    }

    void remember(String id, Snapshot snapshot) {
        saved.put(id, snapshot);
    }

    void forget(String id) {
        saved.remove(id);
    }

    private static void bind(@Nullable RequestMemo memo) {
        if (memo == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(memo);
        }
    }

    /** The time during which a memo is bound to a thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        /** Ends the scope. Never fails. */
        @Override
        void close();
    }
}
