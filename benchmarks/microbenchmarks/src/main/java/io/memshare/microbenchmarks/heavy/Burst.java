package io.memshare.microbenchmarks.heavy;

import io.memshare.session.MemshareSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** More requests than a pool of threads takes change one session at the same time, each another attribute. */
final class Burst {

    private static final int CHANGES = 1_000;
    private static final int SMALL = 800;

    private final Site site;

    Burst(Site site) {
        this.site = site;
    }

    Map<String, Object> measure() throws InterruptedException {
        String id = site.session(SMALL);
        int downBefore = site.markedDown();
        Latencies latencies = new Latencies();
        Crowd crowd = Crowd.once(CHANGES, (visitor, request) -> {
            long begun = System.nanoTime();
            boolean done = site.change(visitor, id, attribute(visitor), visitor);
            latencies.add(System.nanoTime() - begun, done);
        });
        long took = crowd.go();
        MemshareSession left = site.find(0, id);
        long kept = left == null
                ? 0
                : IntStream.range(0, CHANGES)
                        .filter(visitor -> Site.value(left, attribute(visitor)) == visitor)
                        .count();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("measurement", "burst");
        figures.put("servers", site.servers());
        figures.put("seconds", took / 1e9);
        figures.put("changes", latencies.figures());
        figures.put("kept", kept);
        figures.put("down", site.markedDown() - downBefore);
        return figures;
    }

    private static String attribute(int visitor) {
        return "of-visitor-" + visitor;
    }
}
