package io.memshare.session;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the attributes that cannot be read, and logs the first and then every hundredth as a warning, the others at
 * DEBUG: after a deployment there may be one in each request. Safe for use by several threads once configured.
 */
final class UnreadableAttributes {

    private static final Logger LOG = LoggerFactory.getLogger(MemshareSessionRepository.class);
    private static final int EVERY = 100;
    private static final String TEXT = "session attribute '{}' cannot be read and is kept as it is: {} (number {})";

    private final AtomicLong met = new AtomicLong();
    private SessionListener listener = SessionListener.NONE;

    void listener(SessionListener listener) {
        this.listener = listener;
    }

    /** Reports an attribute, and the reason why it cannot be read. */
    void report(String name, String reason) {
        listener.unreadableAttribute();
        long count = met.incrementAndGet();
        if (count % EVERY == 1) {
            LOG.warn(TEXT, PrintableName.of(name), reason, count);
        } else {
            LOG.debug(TEXT, PrintableName.of(name), reason, count);
        }
    }
}
