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
        // emptied. A node that is out of reach and was whole when last seen may have what they lack, even if it has
        // missed a write since.
        boolean anyAway = views.stream().anyMatch(view -> !view.reachable() && view.marker() instanceof Marker.Whole);
        // Nothing is founded before each node had its chance to answer: the last one to come would look like one that
        // was emptied.
        boolean settled = views.stream().noneMatch(view -> view.reach() == Reach.STARTING);
        boolean found = !anyWhole && !anyAway && settled && reachable * 2 > views.size();
        List<@Nullable Marker> decisions = new ArrayList<>(views.size());
        for (View view : views) {
            decisions.add(view.reachable() ? decide(view, anyWhole || anyAway, found) : null);
        }
        return decisions;
    }

    private static @Nullable Marker decide(View view, boolean anyOther, boolean found) {
        if (found) {
            return Marker.WHOLE;
        }
        if (view.missed()) {
            return Marker.REBUILDING;
        }
        if (view.marker() instanceof Marker.Rebuilding rebuilding && rebuilding.done()) {
            return Marker.WHOLE;
        }
        return anyOther && view.marker() instanceof Marker.None ? Marker.REBUILDING : null;
    }
}
