package io.memshare.session;

import io.memshare.node.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The decoded attributes of sessions that no request of this server uses at the moment. The next request of the session
 * gets them in place of decoding the same bytes again. A request takes the values and later leaves them, so requests of
 * one session at the same time never share a value. Bounded, and safe for use by several threads.
 */
final class IdleValues {

    /** The stored bytes of all values at most, unless set. */
    static final long USUAL_BYTES = 4 << 20;

    /** A session with more than this part of all bytes would replace too many others. */
    private static final int LARGEST_PART = 16;

    /** The time after which values are dropped. The browsers of active users ask more often. */
    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

    private record Left(Map<String, IdleValue> values, int bytes, long sinceNanos) {}

    /** In the order in which they were left. */
    private final Map<Key, Left> sessions = new LinkedHashMap<>();

    private final LongSupplier nanoTime;
    private long mostBytes = USUAL_BYTES;
    private long bytes;

    IdleValues(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Sets how many stored bytes the values may have together; 0 keeps none. */
    synchronized void limit(long most) {
        mostBytes = most;
        dropExcess();
    }

    /** Hands out the values of the session that a request has found, as {@link #take(Key)} does. */
    Map<String, IdleValue> take(Persistence found) {
        Snapshot snapshot = found.snapshot();
        return snapshot == null ? new HashMap<>() : take(snapshot.key());
    }

    /** Keeps the values of a session as {@link #leave(Key, Map)} does; none if the session is not in the nodes. */
    void leave(Persistence left, Map<String, IdleValue> values) {
        Snapshot snapshot = left.snapshot();
        if (snapshot != null) {
            leave(snapshot.key(), values);
        }
    }

    /**
     * Hands out the values of a session.
     *
     * @return the values by the names of the attributes, possibly none; owned by the caller
     */
    synchronized Map<String, IdleValue> take(Key session) {
        Left left = remove(session);
        return left == null ? new HashMap<>() : left.values();
    }

    /**
     * Keeps the values of a session until they are taken. They replace values that another request has left meanwhile.
     *
     * @param session the session
     * @param values its values by the names of the attributes, no longer used by the caller
     */
    synchronized void leave(Key session, Map<String, IdleValue> values) {
        int length = 0;
        for (IdleValue value : values.values()) {
            length += value.length();
        }
        if (length == 0 || length > mostBytes / LARGEST_PART) {
            return;
        }
        remove(session);
        sessions.put(session, new Left(values, length, nanoTime.getAsLong()));
        bytes += length;
        dropExcess();
    }

    private @Nullable Left remove(Key session) {
        Left left = sessions.remove(session);
        bytes -= left == null ? 0 : left.bytes();
        return left;
    }

    private void dropExcess() {
        long now = nanoTime.getAsLong();
        Iterator<Left> oldest = sessions.values().iterator();
        while (oldest.hasNext()) {
            Left left = oldest.next();
            if (bytes <= mostBytes && now - left.sinceNanos() < LONGEST_NANOS) {
                return;
            }
            oldest.remove();
            bytes -= left.bytes();
        }
    }
}
