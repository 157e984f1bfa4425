package io.memshare.microbenchmarks.heavy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long requests took, and how many of them failed. Safe for use by several threads. */
final class Latencies {

    private long[] nanos = new long[1024];
    private int count;
    private int failed;

    synchronized void add(long took, boolean answered) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
        failed += answered ? 0 : 1;
    }

    synchronized Map<String, Object> figures() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", count);
        figures.put("failed", failed);
        figures.put("p50", percentile(sorted, 0.5));
        figures.put("p99", percentile(sorted, 0.99));
        figures.put("longest", percentile(sorted, 1));
        return figures;
    }

    /** Returns the time in milliseconds within which a share of the requests was answered. */
    private static double percentile(long[] sorted, double share) {
        int index = (int) Math.min(sorted.length - 1, sorted.length * share);
        return index < 0 ? 0 : sorted[index] / 1e6;
    }
}
