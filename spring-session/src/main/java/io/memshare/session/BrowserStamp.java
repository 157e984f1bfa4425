package io.memshare.session;

import io.memshare.crdt.HybridTimestamp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest change of its session that the browser of a request has seen, and sees in the response. Safe for use by
 * several threads.
 */
final class BrowserStamp {

    private final StampSeal seal;
    private final StampCookie cookie;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<String> sent;
    /** By the id of a session of this browser; null where the stamps have not been opened yet. */
    private final Map<String, @Nullable HybridTimestamp> seen = new HashMap<>();

    private String savedId = "";
    private HybridTimestamp saved = HybridTimestamp.ZERO;
    private boolean reported;
    private @Nullable String header;

    /**
     * Creates the stamp of a request.
     *
     * @param seal opens and seals stamps
     * @param cookie reads and writes them
     * @param request the request
     * @param response its response
     * @param ids the session ids that the browser sent
     */
    BrowserStamp(
            StampSeal seal,
            StampCookie cookie,
            HttpServletRequest request,
            HttpServletResponse response,
            List<String> ids) {
        this.seal = seal;
        this.cookie = cookie;
        this.request = request;
        this.response = response;
        this.sent = ids.isEmpty() ? List.of() : cookie.values(request, response);
        ids.forEach(id -> seen.put(id, null));
    }

    /** Returns whether the browser has already seen a later change of a session. */
    synchronized boolean isLaterThan(String id, HybridTimestamp latest) {
        return seen(id).compareTo(latest) > 0;
    }

    /** Returns true once: a request that failed may look for its session again, for its log or its error page. */
    synchronized boolean report() {
        boolean first = !reported;
        reported = true;
        return first;
    }

    private HybridTimestamp seen(String id) {
        if (!seen.containsKey(id)) {
            return HybridTimestamp.ZERO; // not a session of this browser
        }
        HybridTimestamp known = seen.get(id);
        if (known == null) {
            known = HybridTimestamp.ZERO;
            for (String text : sent) {
                known = HybridTimestamp.max(known, seal.open(id, text));
            }
            seen.put(id, known);
        }
        return known;
    }

    /** Notes the newest change of a session that this request has saved, or found and left unchanged. */
    synchronized void saved(String id, HybridTimestamp latest) {
        savedId = id;
        saved = latest;
        if (seen.containsKey(id) && latest.compareTo(seen(id)) > 0) {
            write(id);
        }
    }

    /** Notes that the browser gets a session id, another one or the same again: its stamp goes with it. */
    synchronized void sent(String id) {
        if (!seen.containsKey(id)) {
            seen.put(id, HybridTimestamp.ZERO);
        }
        if (id.equals(savedId)) {
            write(id);
        }
    }

    private void write(String id) {
        if (!response.isCommitted()) {
            HybridTimestamp latest = HybridTimestamp.max(saved, seen(id));
            add(cookie.header(request, response, seal.seal(id, latest)));
            seen.put(id, latest);
        }
    }

    /** Notes that the browser's session has ended. */
    synchronized void ended() {
        if (!response.isCommitted() && (!sent.isEmpty() || header != null)) {
            add(cookie.expired(request, response));
        }
    }

    private void add(@Nullable String now) {
        if (now != null) {
            StampCookie.add(response, now, header);
            header = now;
        }
    }
}
