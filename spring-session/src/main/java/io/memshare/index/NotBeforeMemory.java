package io.memshare.index;

import io.memshare.crdt.HybridTimestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The not-before times that a server has learned, by slice. Bounded by the number of slices and their size. Safe for
 * use by several threads; no thread waits for another.
 */
final class NotBeforeMemory {

    private final Map<String, Slice> slices = new ConcurrentHashMap<>();

    /**
     * A slice as learned.
     *
     * @param announced the time in the directory for which it was read
     * @param state the slice
     * @param endSeconds when its last entry ends, in seconds since 1970
     * @param times the not-before times by the names of the values
     */
    record Slice(HybridTimestamp announced, NotBeforeState state, long endSeconds, Map<String, NotBefore> times) {

        static Slice of(HybridTimestamp announced, NotBeforeState state) {
            Map<String, NotBefore> times = new HashMap<>();
            long end = 0;
            for (String entry : state.entries().names()) {
                NotBeforeState.Until until = state.until(entry);
                end = Math.max(end, until.endSeconds());
                String value = NotBeforeEntries.valueOf(entry);
                times.merge(
                        value,
                        NotBeforeEntries.decode(entry, state.at(entry), until),
                        (one, other) -> NotBeforeEntries.isOfOthers(entry)
                                ? new NotBefore(one.all(), other.others(), other.kept())
                                : new NotBefore(other.all(), one.others(), one.kept()));
            }
            return new Slice(announced, state, end, Map.copyOf(times));
        }
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** Returns whether a slice must be read, because the directory announces a change. */
    boolean isNews(String slice, HybridTimestamp announced) {
        Slice known = slices.get(slice);
        return known == null || announced.compareTo(known.announced()) > 0;
    }

    /**
     * Learns a slice that was read after the directory announced it. What was known and has not ended stays, because
     * the nodes may have lost it.
     *
     * @param past the time in seconds since 1970 before which entries have ended
     */
    void learn(String slice, HybridTimestamp announced, NotBeforeState state, long past) {
        slices.merge(
                slice,
                Slice.of(announced, state),
                (before, now) -> Slice.of(
                        HybridTimestamp.max(before.announced(), announced),
                        before.state().after(past).merge(state)));
    }

    /** Forgets slices all of whose entries have ended. */
    void forgetBefore(long epochSeconds) {
        slices.values().removeIf(slice -> slice.endSeconds() < epochSeconds);
    }

    /** Returns all slices as learned, by their names. */
    Map<String, Slice> slices() {
        return Map.copyOf(slices);
    }

    /** Returns the not-before time of a value by its name. */
    NotBefore of(String name) {
        Slice slice = slices.get(NotBeforeEntries.sliceOf(name));
        return slice == null ? NotBefore.NONE : slice.times().getOrDefault(name, NotBefore.NONE);
    }
}
