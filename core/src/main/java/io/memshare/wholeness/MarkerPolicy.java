package io.memshare.wholeness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which markers are to change. A pure function of what is known of all nodes. */
final class MarkerPolicy {

    private MarkerPolicy() {}

    /**
     * What is known of one node.
     *
     * @param reachable whether it has just answered
     * @param marker its marker: what it has just said, or what it said last
     * @param missed whether this server knows of a write that the node did not get
     */
    record View(boolean reachable, Marker marker, boolean missed) {

        private boolean whole() {
            return marker instanceof Marker.Whole && !missed;
        }
    }

    /**
     * Decides.
     *
     * @param views all nodes
     * @return for each node the marker that it is to get, or null if it keeps what it has
     */
    static List<@Nullable Marker> decide(List<View> views) {
        boolean anyWhole = views.stream().anyMatch(View::whole);
        long reachable = views.stream().filter(View::reachable).count();
        // When no node is known to be whole, none has anything that the others could lack: they are new, or all were
        // emptied. A node that is out of reach and was whole when last seen may have what they lack.
        boolean found = !anyWhole && reachable * 2 > views.size();
        List<@Nullable Marker> decisions = new ArrayList<>(views.size());
        for (View view : views) {
            decisions.add(view.reachable() ? decide(view, anyWhole, found) : null);
        }
        return decisions;
    }

    private static @Nullable Marker decide(View view, boolean anyWhole, boolean found) {
        if (found) {
            return Marker.WHOLE;
        }
        if (view.missed()) {
            return Marker.REBUILDING;
        }
        if (view.marker() instanceof Marker.Rebuilding rebuilding && rebuilding.done()) {
            return Marker.WHOLE;
        }
        return anyWhole && view.marker() instanceof Marker.None ? Marker.REBUILDING : null;
    }
}
