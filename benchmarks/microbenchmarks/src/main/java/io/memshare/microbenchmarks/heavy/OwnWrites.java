package io.memshare.microbenchmarks.heavy;

import io.memshare.session.MemshareSession;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Requests of one browser that read its session while others change it. What was answered before a read began, the read
 * has to show, though reads of several requests are combined.
 */
final class OwnWrites {

    private static final int WRITERS = 4;
    private static final int READERS = 16;
    private static final int SMALL = 800;

    private final Site site;
    private final Duration span;

    OwnWrites(Site site, Duration span) {
        this.site = site;
        this.span = span;
    }

    Map<String, Object> measure() throws InterruptedException {
        String id = site.session(SMALL);
        AtomicLongArray answered = new AtomicLongArray(WRITERS);
        AtomicInteger writes = new AtomicInteger();
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger stale = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < WRITERS; i++) {
            answered.set(i, -1);
        }
        Crowd writers = Crowd.start(WRITERS, (writer, request) -> {
            if (site.change(writer, id, attribute(writer), request)) {
                answered.set(writer, request);
                writes.incrementAndGet();
            } else {
                failed.incrementAndGet();
            }
        });
        Crowd readers = Crowd.start(READERS, (reader, request) -> {
            long[] before = new long[WRITERS];
            for (int i = 0; i < WRITERS; i++) {
                before[i] = answered.get(i);
            }
            MemshareSession session = site.find(reader, id);
            if (session == null) {
                failed.incrementAndGet();
            } else {
                reads.incrementAndGet();
                stale.addAndGet(showsAll(session, before) ? 0 : 1);
            }
        });
        Thread.sleep(span.toMillis());
        readers.end();
        writers.end();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("measurement", "own-writes");
        figures.put("servers", site.servers());
        figures.put("writes", writes.get());
        figures.put("reads", reads.get());
        figures.put("stale", stale.get());
        figures.put("failed", failed.get());
        return figures;
    }

    private static boolean showsAll(MemshareSession session, long[] answered) {
        for (int i = 0; i < answered.length; i++) {
            if (Site.value(session, attribute(i)) < answered[i]) {
                return false;
            }
        }
        return true;
    }

    private static String attribute(int writer) {
        return "of-writer-" + writer;
    }
}
