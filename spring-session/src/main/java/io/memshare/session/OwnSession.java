package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.session.Persistence.Held;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The session of the calling request, whose client already knows its id. */
final class OwnSession {

    private OwnSession() {}

    /** Returns whether a session is that of the calling request. */
    static boolean isOwn(Key key, SessionKeys keys) {
        return idOf(key, keys) != null;
    }

    /** Returns the id that a session has for the calling request, or null if it is the session of another request. */
    static @Nullable String idOf(Key key, SessionKeys keys) {
        RequestMemo memo = RequestMemo.current();
        if (memo == null || memo.isSessionOptional()) {
            return null; // a management request, which shows no id
        }
        for (RequestMemo.Held held : memo.held()) {
            if (held instanceof HeldSession own && isUnder(key, own.session(), keys)) {
                return own.id();
            }
        }
        return null;
    }

    /** Returns whether this is the object by which the calling request uses its own session. */
    static boolean isHeldByRequest(MemshareSession session) {
        RequestMemo memo = RequestMemo.current();
        return memo != null
                && !SessionHandle.isHandle(session.getId())
                && memo.held().stream().anyMatch(held -> held instanceof HeldSession own && own.session() == session);
    }

    private static boolean isUnder(Key key, MemshareSession session, SessionKeys keys) {
        return !SessionHandle.isHandle(session.getId()) && keysOf(session, keys).contains(key);
    }

    /**
     * Returns the keys under which a session may be found. A request that knows it by an id that was renewed meanwhile
     * has it under a key that does not follow from that id.
     */
    static Set<Key> keysOf(MemshareSession session, SessionKeys keys) {
        String known = session.persistence() instanceof Held held ? held.id() : session.getId();
        Set<Key> all = new HashSet<>(keys.all(known));
        Snapshot snapshot = session.persistence().snapshot();
        if (snapshot != null) {
            all.add(snapshot.key());
            all.add(snapshot.present());
        }
        return all;
    }
}
