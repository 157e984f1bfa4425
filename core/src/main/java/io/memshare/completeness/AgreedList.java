package io.memshare.completeness;

import io.memshare.node.NodeAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The list of nodes that this server uses now, and the list that it announces. After a change, the former list is
 * announced until the writes that began with it have ended, so that other servers do not rely on the new list too soon.
 * Safe for use by several threads.
 */
final class AgreedList {

    private volatile ListState current;
    private volatile ListState announced;
    private volatile CompletableFuture<Void> adopted = CompletableFuture.completedFuture(null);
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
        if (!isAdopting() && user.isSettled()) {
            announced = current;
        }
        return announced;
    }

    /** Returns whether every write of this server follows the current state. */
    boolean isSettled() {
        return !isAdopting() && announced().equals(current);
    }

    /** Returns whether a state is being applied, so that a voucher cannot be evaluated. */
    boolean isAdopting() {
        return !adopted.isDone();
    }

    /** Returns when the last state is applied that a thread began to apply. */
    CompletableFuture<Void> adopted() {
        return adopted;
    }

    /**
     * Uses a state from now on if it supersedes the current state.
     *
     * @return whether it is used now
     */
    boolean adopt(ListState next) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        boolean changed;
        try {
            changed = use(next, end);
        } finally {
            // Without the lock: requests wait for it.
            end.complete(null);
        }
        if (changed) {
            user.used(next);
        }
        return changed || next.equals(current);
    }

    private synchronized boolean use(ListState next, CompletableFuture<Void> end) {
        if (!next.supersedes(current)) {
            return false;
        }
        adopted = end;
        // A server that was away for several states has no write in progress that others wait for.
        ListState before = next.epoch() == current.epoch() + 1 ? announced : next;
        user.use(next);
        announced = before;
        current = next;
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
