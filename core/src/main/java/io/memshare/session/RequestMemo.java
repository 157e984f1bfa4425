package io.memshare.session;

import org.jspecify.annotations.Nullable;

/**
 * What the repository remembers for the length of one request, so that asking twice for the same session costs one read.
 *
 * <p>A memo belongs to one request and is used by one thread at a time: it is bound to the thread that handles a dispatch
 * of the request, and travels from dispatch to dispatch in a request attribute.
 */
public final class RequestMemo {

    private static final ThreadLocal<@Nullable RequestMemo> CURRENT = new ThreadLocal<>();

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
