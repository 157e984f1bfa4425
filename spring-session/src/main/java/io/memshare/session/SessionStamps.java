package io.memshare.session;

import io.memshare.Memshare;
import io.memshare.codec.Envelope;
import io.memshare.crdt.HybridTimestamp;
import java.util.Objects;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Lets a browser carry the time of the newest change that it has seen of its session, sealed, in a second cookie. If
 * the nodes then return an older state, because only outdated nodes are in reach or because old records were put back
 * on all of them, the request fails with {@link SessionStoreUnavailableException} instead of using that state.
 *
 * <p>The cookie is named after the session cookie, with {@code -STAMP} appended, and has the same attributes. It is
 * sent when the browser has seen a newer change than the one that it carries. A missing or unreadable stamp is ignored.
 * Stamps apply to requests that pass a {@link io.memshare.session.web.StoreUnavailableFilter}. Safe for use by several
 * threads.
 */
public final class SessionStamps {

    private final StampSeal seal;

    private SessionStamps(StampSeal seal) {
        this.seal = seal;
    }

    /**
     * Creates the stamps of an application.
     *
     * @param memshare the nodes, whose settings have the keys that seal the stamps
     * @throws IllegalArgumentException if records are not sealed; the message is the end of a sentence
     */
    public static SessionStamps of(Memshare memshare) {
        StampSeal seal = new StampSeal(memshare.settings());
        if ((seal.bytes("", HybridTimestamp.ZERO)[0] & 0xff) < Envelope.LOWEST_FORMAT) {
            throw new IllegalArgumentException("a stamp could be forged, because records are not sealed");
        }
        return new SessionStamps(seal);
    }

    /**
     * Returns a resolver that also reads and writes the stamps.
     *
     * @param resolver reads and writes session ids in cookies, by {@code Set-Cookie} headers
     */
    public HttpSessionIdResolver sentBy(HttpSessionIdResolver resolver) {
        Objects.requireNonNull(resolver, "resolver");
        return new StampedSessionIdResolver(resolver, new StampCookie(resolver), seal);
    }
}
