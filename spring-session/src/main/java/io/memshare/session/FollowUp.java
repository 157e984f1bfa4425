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
 * A write that must follow another write, because the latter put a tombstone over a state that no request finds any
 * more. Immutable.
 *
 * @param key the key to write
 * @param state the state to merge there: a session that continues under that key, or a deletion
 */
record FollowUp(Key key, SessionState state) {

    /**
     * Decides which writes must follow a write. No I/O.
     *
     * <ul>
     *   <li>A moved session is written to every successor. It ranks below the change of id, so it overrides no write of
     *       the change itself or of a request under the new id.
     *   <li>A successor that the tombstone under the old key does not name, or no longer names, is deleted: either the
     *       old id was deleted, or it was changed too often at the same time.
     * </ul>
     *
     * @param key the written key
     * @param kept the state that the nodes now hold
     * @param replaced the state that was written, and the earlier states of the nodes
     * @return the writes that must follow, possibly none; further writes may have to follow them
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
