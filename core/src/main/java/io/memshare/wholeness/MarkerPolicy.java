package io.memshare.wholeness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which markers are to change. A pure function of what is known of all nodes. */
final class MarkerPolicy {

    private MarkerPolicy() {}

    /** Whether a node can be reached. */
    enum Reach {
        ANSWERED,
        SILENT,
        /** It is too early to tell. */
        STARTING
    }

    /**
     * What is known of one node.
     *
     * @param reach whether it has just answered
     * @param marker its marker: what it has just said, or what it said last
     * @param missed whether this server knows of a write that the node did not get
     */
    record View(Reach reach, Marker marker, boolean missed) {

        private boolean reachable() {
            return reach == Reach.ANSWERED;
        }
    }

    /**
     * Decides.
     *
     * @param views all nodes
     * @return for each node the marker that it is to get, or null if it keeps what it has
     */
    static List<@Nullable Marker> decide(List<View> views) {
        long reachable = views.stream().filter(View::reachable).count();
        // When no node has a marker, none has anything that the others could lack: they are new, or all were emptied.
        // One that is out of reach and was whole when last seen may have it, and so may one that only missed a write.
        // And each node must have had its chance to answer: the last one to come would look like one that was emptied.
        boolean settled = views.stream().noneMatch(view -> view.reach() == Reach.STARTING);
        boolean fresh = views.stream().allMatch(view -> view.marker() instanceof Marker.None);
        boolean found = fresh && settled && reachable * 2 > views.size();
        List<@Nullable Marker> decisions = new ArrayList<>(views.size());
        for (View view : views) {
            decisions.add(view.reachable() ? decide(view, fresh, found) : null);
        }
        return decisions;
    }

    private static @Nullable Marker decide(View view, boolean fresh, boolean found) {
        if (found) {
            return Marker.WHOLE;
        }
        if (view.missed()) {
            return Marker.REBUILDING;
        }
        if (view.marker() instanceof Marker.Rebuilding rebuilding && rebuilding.done()) {
            return Marker.WHOLE;
        }
        return !fresh && view.marker() instanceof Marker.None ? Marker.REBUILDING : null;
    }
}
