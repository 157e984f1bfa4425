package io.memshare.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The schedule as a list of events that a person can read. Kept only where it was asked for. */
final class Log {

    private final VirtualTime time;
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    Log(VirtualTime time, boolean wanted) {
        this.time = time;
        this.wanted = wanted;
    }

    void add(String what) {
        add(() -> what);
    }

    /** Adds an event whose words cost something. */
    void add(Supplier<String> what) {
        if (wanted) {
            lines.add(String.format("%10.6f s  %s", time.now() / (double) VirtualTime.SECOND, what.get()));
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
