package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds a description to sessions in which a user logs in. Safe for use by several threads. */
final class DescribedLogins implements SessionIndexing {

    private static final Logger LOG = LoggerFactory.getLogger(DescribedLogins.class);

    private static final String USER = IndexMarker.attributeName(PRINCIPAL_NAME_INDEX_NAME);

    private final SessionIndexing indexing;
    private final IndexSettings settings;

    DescribedLogins(SessionIndexing indexing, IndexSettings settings) {
        this.indexing = indexing;
        this.settings = settings;
    }

    @Override
    public boolean isDue(MemshareSession session, Snapshot before) {
        return indexing.isDue(session, before);
    }

    @Override
    public Map<String, LwwMap.Entry> enter(MemshareSession session, @Nullable Snapshot before, HybridTimestamp at) {
        Map<String, LwwMap.Entry> markers = indexing.enter(session, before, at);
        SessionDescription description = settings.description();
        HttpServletRequest request = RequestMemo.request();
        if (description == null || request == null || !isLogin(markers, before)) {
            return markers;
        }
        Map<String, LwwMap.Entry> described = new HashMap<>(markers);
        described.put(HiddenAttributes.DESCRIPTION, new LwwMap.Entry(at, bytes(description, request)));
        return described;
    }

    private static boolean isLogin(Map<String, LwwMap.Entry> markers, @Nullable Snapshot before) {
        String now = markers.containsKey(USER) ? user(LwwMap.EMPTY.with(markers)) : null;
        return now != null && (before == null || !now.equals(user(before.state().attributes())));
    }

    private static @Nullable String user(LwwMap attributes) {
        IndexMarker marker = IndexMarker.in(attributes).get(PRINCIPAL_NAME_INDEX_NAME);
        return marker == null ? null : marker.value();
    }

    private static byte @Nullable [] bytes(SessionDescription description, HttpServletRequest request) {
        try {
            return StoredDescription.bytes(Objects.requireNonNull(description.describe(request), "description"));
        } catch (RuntimeException ex) {
            LOG.warn("a session is stored without its description: {}", ex.toString());
            return null;
        }
    }
}
