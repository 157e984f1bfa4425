package io.memshare.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the repository has saved in this request. Spring's filter saves a session when the response is committed and again
 * when the request ends, and Spring MVC asks for it once more in between: every request is find, save, find, save. What
 * the first save has left in the nodes answers the second find, so that the second pair costs nothing.
 *
 * <p>Nothing is remembered of a mere find: whoever looks for a session twice before saving it sees what others did.
 *
 * <p>A memo belongs to one request and is used by one thread at a time: it is bound to the thread that handles a dispatch
 * of the request, and travels from dispatch to dispatch in a request attribute.
 */
public final class RequestMemo {

    private static final ThreadLocal<@Nullable RequestMemo> CURRENT = new ThreadLocal<>();

    private final Map<String, Snapshot> saved = new HashMap<>(2);

    private RequestMemo() {}

    /** Returns an empty memo, bound to no thread. */
    public static RequestMemo create() {
        return new RequestMemo();
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
