package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.List;

/**
 * The list of nodes that this server uses now, and the list that it announces. After a change, the former list is
 * announced until the writes that began with it have ended, so that other servers do not rely on the new list too soon.
 * Safe for use by several threads.
 */
final class AgreedList {

    private volatile ListState current;
    private volatile ListState announced;
    private volatile boolean adopting;
    private volatile ListUser user = ListUser.NONE;

    AgreedList(NodeList configured) {
        this.current = ListState.configured(configured);
        this.announced = current;
    }

    void useBy(ListUser applier) {
        this.user = applier;
    }

    /** Returns the state that this server uses. */
    ListState current() {
        return current;
    }

    /** Returns the trusted list. */
    NodeList trusted() {
        return current.trusted();
    }

    /** Returns the state that this server announces to others. */
    ListState announced() {
        return announced.equals(current) ? announced : announcedAnew();
    }

    private synchronized ListState announcedAnew() {
        if (!adopting && user.isSettled()) {
            announced = current;
        }
        return announced;
    }

    /** Returns whether every write of this server follows the current state. */
    boolean isSettled() {
        return !adopting && announced().equals(current);
    }

    /** Returns whether a state is being applied, so that a voucher cannot be evaluated. */
    boolean isAdopting() {
        return adopting;
    }

    /**
     * Uses a state from now on if it supersedes the current state.
     *
     * @return whether it is used now
     */
    boolean adopt(ListState next) {
        boolean changed = use(next);
        if (changed) {
            user.used(next);
        }
        return changed || next.equals(current);
    }

    private synchronized boolean use(ListState next) {
        if (!next.supersedes(current)) {
            return false;
        }
        adopting = true;
        try {
            // A server that was away for several states has no write in progress that others wait for.
            ListState before = next.epoch() == current.epoch() + 1 ? announced : next;
            user.use(next);
            announced = before;
            current = next;
        } finally {
            adopting = false;
        }
        return true;
    }

    /** Returns the lists according to which a node should hold every record, to be trusted now or after a change. */
    List<NodeList> claims(NodeAddress node) {
        ListState state = current;
        List<NodeList> lists = switch (state.phase()) {
            case STABLE, SWITCHED -> List.of(state.to());
            case FILLING -> List.of(state.from(), state.to());
        };
        return lists.stream().filter(list -> list.contains(node)).toList();
    }
}
