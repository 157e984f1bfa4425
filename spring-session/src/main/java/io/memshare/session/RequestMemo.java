package io.memshare.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the sessions that the repository has saved in this request. Spring's filter saves a session when the
 * response is committed and again when the request ends, and Spring MVC looks it up once more in between: every request
 * is find, save, find, save. The result of the first save answers the second find, so that the second pair costs no
 * I/O.
 *
 * <p>A mere find is not remembered: a request that looks up a session twice before it saves it sees the changes of
 * other requests.
 *
 * <p>A memo belongs to a dispatch of a request, and is bound to the thread that handles it. An asynchronous dispatch
 * may come minutes later, so it gets the memo of {@link #next()}, which remembers nothing and {@link #renew renews} the
 * session that the request still holds. Safe for use by several threads.
 */
public final class RequestMemo {

    private static final ThreadLocal<@Nullable RequestMemo> CURRENT = new ThreadLocal<>();

    private final Map<String, Snapshot> saved = new ConcurrentHashMap<>(2);
    private final List<Held> held;
    private final boolean sessionOptional;
    private volatile @Nullable Claim claim;
    private volatile @Nullable HttpServletRequest request;
    private volatile @Nullable HttpServletResponse response;
    private volatile @Nullable RequestClient client;
    private volatile @Nullable BrowserStamp stamp;

    private RequestMemo(List<Held> held, boolean sessionOptional) {
        this.held = new CopyOnWriteArrayList<>(held);
        this.sessionOptional = sessionOptional;
    }

    /** A session that the request may still use in a later dispatch. */
    interface Held {

        String id();

        /** Saves the changes of the session and loads it again; returns whether it still exists. */
        boolean renew();

        /** Leaves the values of the session to later requests. */
        void release();
    }

    /** Returns an empty memo, bound to no thread. */
    public static RequestMemo create() {
        return new RequestMemo(List.of(), false);
    }

    /**
     * Returns an empty memo for a request that can be processed without a session: while the session store is
     * unavailable, it finds no session, and fails only if it changes a session.
     */
    public static RequestMemo withOptionalSession() {
        return new RequestMemo(List.of(), true);
    }

    /** Returns the memo for a dispatch that follows the work of other threads on the request. */
    public RequestMemo next() {
        RequestMemo next = new RequestMemo(held, sessionOptional);
        next.request = request;
        next.response = response;
        next.client = client;
        next.stamp = stamp;
        return next;
    }

    /**
     * Tells the request and the response. Without them, ids are neither renewed nor sent again, because the client
     * could not be told, and sessions are not described.
     *
     * @param request the request, not wrapped by Spring Session
     * @param response the response, not wrapped by Spring Session
     * @return this memo
     */
    public RequestMemo serving(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        return this;
    }

    /** Notes which ids the client sent, how to send it another, and whether that is by a cookie. */
    static void received(List<String> ids, BiConsumer<HttpServletResponse, String> sender, boolean cookies) {
        RequestMemo memo = CURRENT.get();
        HttpServletResponse response = memo == null ? null : memo.response;
        if (memo != null && response != null) {
            memo.client = new RequestClient(response, ids, sender, cookies);
        }
    }

    /** Returns the stamp that the browser sent with the current request, or null. */
    static @Nullable BrowserStamp currentStamp() {
        RequestMemo memo = CURRENT.get();
        return memo == null ? null : memo.stamp;
    }

    /** Reads the stamp of the browser, once in a request. */
    void stamp(Function<HttpServletResponse, BrowserStamp> reader) {
        HttpServletResponse answer = response;
        if (answer != null && stamp == null) {
            stamp = reader.apply(answer);
        }
    }

    /** Returns the current request, or null if the thread handles no request. */
    static @Nullable HttpServletRequest request() {
        RequestMemo memo = CURRENT.get();
        return memo == null ? null : memo.request;
    }

    /** Returns the client of the request, or null if it is unknown or its ids were not asked for. */
    @Nullable RequestClient client() {
        return client;
    }

    /**
     * Returns whether the client of the current request sent an id, and is sent another with the headers of the
     * response. While a request is processed asynchronously, its headers may wait for long.
     */
    static boolean canSend(String id) {
        RequestMemo memo = CURRENT.get();
        RequestClient client = memo == null ? null : memo.client;
        return client != null && client.canReplace(id) && !isAsynchronous();
    }

    /** Returns whether the client of the current request sent an id. */
    static boolean isFromClient(String id) {
        RequestMemo memo = CURRENT.get();
        RequestClient client = memo == null ? null : memo.client;
        return client != null && client.ids().contains(id);
    }

    /** Returns whether the current request goes on after this dispatch. */
    static boolean isAsynchronous() {
        HttpServletRequest served = request();
        return served != null && served.isAsyncStarted();
    }

    /** Throws {@link IllegalStateException} if the current request cannot send the cookie of a new session. */
    static void requireCookie() {
        RequestMemo memo = CURRENT.get();
        RequestClient client = memo == null ? null : memo.client;
        if (client != null) {
            client.requireCookie();
        }
    }

    /** Returns the memo bound to the calling thread, or null if the thread handles no request. */
    static @Nullable RequestMemo current() {
        return CURRENT.get();
    }

    /**
     * Binds this memo to the calling thread until the scope is closed.
     *
     * @return the scope, to be closed by the same thread, which restores the previous binding
     */
    public Scope open() {
        RequestMemo previous = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            bind(previous);
            withdrawClaim();
            if (previous == null) {
                release();
            }
        };
    }

    /** Leaves the sessions to later requests, unless other threads go on with this one. */
    private void release() {
        HttpServletRequest served = request;
        if (served != null && !served.isAsyncStarted()) {
            held.forEach(Held::release);
        }
    }

    private void withdrawClaim() {
        Claim left = claim;
        if (left != null) {
            claim = null;
            left.withdrawal().run();
        }
    }

    /**
     * Updates a session that an earlier dispatch of this request has found or created. Changes that the request has
     * made since are saved first.
     *
     * @param id the id of the session
     * @return false if the session has ended in the meantime; otherwise true, including for a session of another
     *     repository
     * @throws SessionStoreUnavailableException if too few nodes answered
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

    /** Keeps the claim of a login until its session is saved, or the request ends. */
    void claim(@Nullable Claim claim) {
        this.claim = claim;
    }

    /** Returns the claim of a login of this request, or null. */
    @Nullable Claim claim() {
        return claim;
    }

    boolean isSessionOptional() {
        return sessionOptional;
    }

    /** Returns the session as the current request has just saved it under an id, or null. */
    static @Nullable Snapshot recalled(String id) {
        RequestMemo memo = CURRENT.get();
        return memo == null ? null : memo.recall(id);
    }

    /** Returns the session that this request last saved under an id, or null. */
    @Nullable Snapshot recall(String id) {
        return saved.get(id);
    }

    void remember(String id, Snapshot snapshot) {
        saved.put(id, snapshot);
        BrowserStamp carried = stamp;
        if (carried != null) {
            carried.saved(id, snapshot.state().latest());
        }
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

    /** The binding of a memo to a thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        /** Ends the scope. Never fails. */
        @Override
        void close();
    }
}
