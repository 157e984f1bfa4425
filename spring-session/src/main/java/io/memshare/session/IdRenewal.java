package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.session.Persistence.Held;
import io.memshare.state.Live;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Renews the ids of sessions at an interval. The next id is derived from the present id and a secret seed in the
 * session, which no client learns. So all requests that renew an id at the same time, at any server, choose the same
 * next id: the session is not forked, and their changes are merged. Knowledge of an id alone does not reveal the next.
 * Safe for use by several threads.
 */
final class IdRenewal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SessionTimeouts timeouts;
    private final InstantSource clock;

    IdRenewal(SessionTimeouts timeouts, InstantSource clock) {
        this.timeouts = timeouts;
        this.clock = clock;
    }

    /**
     * Gives a session its next id if that is due and the calling request can still tell its client. The save that
     * follows moves the session. Only for the save at the end of a request: a new id that waits for an answer of
     * minutes would reach the client when the former one has ended.
     */
    void renew(MemshareSession session) {
        if (session.persistence() instanceof Held held
                && held.id().equals(session.getId())
                && RequestMemo.canSend(held.id())) {
            Live live = held.snapshot().state();
            String next = timeouts.isRenewalDue(live, clock.millis()) ? next(held.id(), live.attributes()) : null;
            if (next != null) {
                session.renewId(next);
            }
        }
    }

    /** Returns whether a session must be saved, although it did not change, to get a seed. */
    boolean isSeedDue(Snapshot before) {
        Live live = before.state();
        return timeouts.isRenewalDue(live, clock.millis()) && live.attributes().value(HiddenAttributes.RENEWAL) == null;
    }

    /**
     * Returns the seed to write with a session that has none.
     *
     * @param session the session of the request
     * @param before the session as found, null if it is new
     * @param at the timestamp of the write
     */
    Map<String, LwwMap.Entry> seed(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        boolean seeded = before != null && before.state().attributes().value(HiddenAttributes.RENEWAL) != null;
        if (seeded || !timeouts.renewsIds()) {
            return Map.of();
        }
        byte[] seed = session.generateId().getBytes(StandardCharsets.UTF_8);
        return Map.of(HiddenAttributes.RENEWAL, new LwwMap.Entry(at, seed));
    }

    /** Returns whether a session has the id that follows the one under which the nodes hold it. */
    static boolean isRenewed(MemshareSession session) {
        return session.persistence() instanceof Held held
                && session.getId()
                        .equals(next(held.id(), held.snapshot().state().attributes()));
    }

    /** Returns the id that follows an id of a session, or null if the session has no seed. */
    static @Nullable String next(String id, LwwMap attributes) {
        byte[] seed = attributes.value(HiddenAttributes.RENEWAL);
        if (seed == null || seed.length == 0) {
            return null;
        }
        ByteBuffer code = ByteBuffer.wrap(code(seed, id.getBytes(StandardCharsets.UTF_8)));
        long high = (code.getLong() & ~0xf000L) | 0x4000L;
        long low = (code.getLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }

    private static byte[] code(byte[] seed, byte[] id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(seed, ALGORITHM));
            return mac.doFinal(id);
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", ex);
        }
    }
}
