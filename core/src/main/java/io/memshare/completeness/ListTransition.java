package io.memshare.completeness;

import io.memshare.completeness.ListState.Phase;
import io.memshare.node.NodeAddress;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Decides when a change of the list of nodes advances. A pure function of the knowledge of a server. */
final class ListTransition {

    private ListTransition() {}

    /**
     * The knowledge about a node.
     *
     * @param node the node
     * @param reached whether it answered the last poll
     * @param filled whether it holds every record that it should according to the new list
     */
    record View(NodeAddress node, boolean reached, boolean filled) {}

    /**
     * Returns the next state, or null if it is too early.
     *
     * @param own the state of this server
     * @param announced whether other servers know that this server uses it
     * @param others the states that other servers announce
     * @param views all nodes
     */
    static @Nullable ListState next(
            ListState own, boolean announced, Collection<ListState> others, Collection<View> views) {
        if (!own.isChanging() || !announced) {
            return null;
        }
        ListState next = own.phase() == Phase.FILLING ? own.switched() : own.stable();
        boolean together = others.stream().allMatch(other -> other.equals(own) || other.equals(next));
        boolean ready = own.phase() == Phase.FILLING ? isFilled(own, views) : holdsEveryRecord(own, views);
        return together && ready ? next : null;
    }

    /**
     * Returns whether the new list can be trusted as far as the former: only a node that the former list has as well
     * may be out of reach.
     */
    private static boolean isFilled(ListState own, Collection<View> views) {
        return holdsEveryRecord(own, views)
                && views.stream()
                        .filter(view -> own.to().contains(view.node()))
                        .allMatch(view ->
                                view.filled() || (!view.reached() && own.from().contains(view.node())));
    }

    /** Returns whether each record has a replica according to the new list that holds everything. */
    private static boolean holdsEveryRecord(ListState own, Collection<View> views) {
        long lacking = own.to().addresses().size()
                - views.stream()
                        .filter(view -> view.filled() && own.to().contains(view.node()))
                        .count();
        return lacking < own.to().redundancy();
    }
}
