package io.memshare.session;

import io.memshare.node.Key;
import io.memshare.state.Deleted;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import io.memshare.state.Origin;
import io.memshare.state.SessionState;
import io.memshare.state.Successor;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A write that has to follow another one, because that put a tombstone over a state which no request finds any more. Immutable.
 *
 * @param key where to write
 * @param state what to merge there: a session that goes on under that key, or a deletion
 */
record FollowUp(Key key, SessionState state) {

    /**
     * Decides what has to follow a write. No I/O.
     *
     * <ul>
     *   <li>A session that was moved goes to every successor. It ranks below the change of id, so it overrides nothing that
     *       the change, or a request under the new id, wrote.
     *   <li>A successor that the tombstone under the old key does not name (any more) is deleted: the old id was deleted,
     *       or too many changes of it were made at the same time.
     * </ul>
     *
     * @param key where was written
     * @param kept what the nodes hold there now
     * @param replaced what was to be written there, and what the nodes held before
     * @return the writes that have to follow, perhaps none; they may need others to follow them
     */
    static List<FollowUp> of(Key key, SessionState kept, Collection<? extends SessionState> replaced) {
        Set<FollowUp> followUps = new LinkedHashSet<>();
        for (SessionState state : replaced) {
            if (state instanceof Live live && kept instanceof Moved moved) {
                moved.successors().forEach(successor -> followUps.add(carry(live, key, successor)));
            } else if (state instanceof Moved before && kept.isTombstone()) {
                before.successors().stream()
                        .map(Successor::key)
                        .filter(successor -> !(kept instanceof Moved moved && moved.leadsTo(successor)))
                        .forEach(successor -> followUps.add(new FollowUp(successor, Deleted.INSTANCE)));
            }
        }
        return List.copyOf(followUps);
    }

    private static FollowUp carry(Live live, Key from, Successor to) {
        return new FollowUp(to.key(), live.below(to.at()).from(new Origin(from, to.at())));
    }
}
