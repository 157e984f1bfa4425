package io.memshare.session;

import io.memshare.crdt.LwwMap;
import io.memshare.state.Live;
import java.time.Duration;

/**
 * The times after which a session ends or its id changes, beside its own idle timeout. Everything is decided by the
 * record of the session and the time of day, so servers with equal settings decide alike. No I/O. Safe for use by
 * several threads once configured.
 */
final class SessionTimeouts {

    /** How long a renewed id still leads to its session, for requests that were sent with it. */
    static final Duration OLD_ID = Duration.ofMinutes(1);

    private static final long NEVER = Long.MAX_VALUE;

    private static final int COOKIE_SLOTS = 16;

    private volatile long absoluteMillis = NEVER;
    private volatile long anonymousSeconds = NEVER;
    private volatile long renewalMillis = NEVER;
    private volatile long cookieSlotMillis = NEVER;

    void absolute(Duration timeout) {
        absoluteMillis = atLeast(Duration.ofSeconds(1), timeout).toMillis();
    }

    void anonymous(Duration timeout) {
        anonymousSeconds = atLeast(Duration.ofSeconds(1), timeout).toSeconds();
    }

    void renewal(Duration interval) {
        renewalMillis = atLeast(OLD_ID, interval).toMillis();
    }

    void slidingCookie(Duration maxAge) {
        cookieSlotMillis = atLeast(Duration.ofSeconds(COOKIE_SLOTS), maxAge).toMillis() / COOKIE_SLOTS;
    }

    private static Duration atLeast(Duration least, Duration time) {
        if (time.compareTo(least) < 0) {
            throw new IllegalArgumentException(time + " is less than " + least);
        }
        return time;
    }

    /** Returns the idle timeout of a session in seconds; negative for never. It is shorter before a login. */
    long idleSeconds(Live live) {
        return idleSeconds(live.maxInactiveSeconds().value(), live.attributes());
    }

    /**
     * Returns the idle timeout of a session in seconds; negative for never.
     *
     * @param maxInactiveSeconds the idle timeout that was set; negative for never
     * @param attributes the stored attributes, which tell whether there is a login
     */
    long idleSeconds(long maxInactiveSeconds, LwwMap attributes) {
        long anonymous = anonymousSeconds;
        if (anonymous == NEVER || LoginMarker.isIn(attributes)) {
            return maxInactiveSeconds;
        }
        return maxInactiveSeconds < 0 ? anonymous : Math.min(maxInactiveSeconds, anonymous);
    }

    /**
     * Returns when a session ends unless it is used before, in milliseconds since 1970.
     *
     * @param createdMillis when it was created
     * @param lastAccessedMillis when it was last used
     * @param idleSeconds the result of {@link #idleSeconds}
     * @return {@link Long#MAX_VALUE} for never
     */
    long endMillis(long createdMillis, long lastAccessedMillis, long idleSeconds) {
        long idle = idleSeconds < 0 || idleSeconds > NEVER / 1000 ? NEVER : idleSeconds * 1000;
        return Math.min(later(lastAccessedMillis, idle), later(createdMillis, absoluteMillis));
    }

    private static long later(long millis, long duration) {
        return duration > NEVER - Math.max(0, millis) ? NEVER : millis + duration;
    }

    boolean isExpired(Snapshot found, long nowMillis) {
        Live live = found.state();
        return endMillis(live.creationMillis(), found.lastAccessedMillis(), idleSeconds(live)) <= nowMillis;
    }

    boolean renewsIds() {
        return renewalMillis != NEVER;
    }

    /** Returns whether later requests of a session send its id, or another one, again. */
    boolean sendsIdsAgain() {
        return renewsIds() || cookieSlotMillis != NEVER;
    }

    /** Returns whether a session has had its id for so long that it is to be renewed. */
    boolean isRenewalDue(Live live, long nowMillis) {
        if (!renewsIds()) {
            return false;
        }
        long since = live.origin() == null
                ? live.creationMillis()
                : Math.max(live.creationMillis(), live.origin().at().millis());
        return nowMillis - since >= renewalMillis;
    }

    /** Returns whether an id that was left at a given time may still be used. */
    static boolean isUsable(long leftMillis, long nowMillis) {
        return nowMillis - leftMillis < OLD_ID.toMillis();
    }

    /**
     * Returns whether a cookie must be sent again so that it outlives the session. When the last cookie was sent is
     * not recorded, so time is divided into slots of a sixteenth of its age, and the first use in each slot sends it.
     */
    boolean isCookieDue(long lastAccessedMillis, long nowMillis) {
        long slot = cookieSlotMillis;
        return slot != NEVER && Math.floorDiv(lastAccessedMillis, slot) != Math.floorDiv(nowMillis, slot);
    }
}
