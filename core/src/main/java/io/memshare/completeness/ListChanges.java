package io.memshare.completeness;

import io.memshare.node.Background;
import io.memshare.node.NodeAddress;
import io.memshare.node.Replica;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Begins changes of the list of nodes, and advances them. Safe for use by several threads. */
public final class ListChanges {

    private static final Comparator<Replica> ORDER =
            Comparator.comparing(node -> node.address().toString());

    private final AgreedList agreed;
    private final ListRegister register;
    private final Announcements announcements;
    private final ListAgreement agreement;
    private final Memory memory;

    ListChanges(
            AgreedList agreed,
            ListRegister register,
            Announcements announcements,
            ListAgreement agreement,
            Memory memory) {
        this.agreed = agreed;
        this.register = register;
        this.announcements = announcements;
        this.agreement = agreement;
        this.memory = memory;
    }

    /** Returns the list of nodes that this server uses. */
    public ListState current() {
        return agreed.current();
    }

    /**
     * Registers the component that applies a list of nodes. Must be called before the first poll.
     *
     * @param user the component
     */
    public void useBy(ListUser user) {
        agreed.useBy(user);
    }

    /** Returns the lists of nodes of other application servers that do not fit the list of this server. */
    public List<List<String>> foreign() {
        return announcements.foreign().stream().map(NodeList::addresses).toList();
    }

    /**
     * Begins to change the list of nodes on all application servers.
     *
     * @param target the new nodes, 1 or more, without duplicates
     * @param nodes the nodes in use
     * @return the outcome; never completes exceptionally
     */
    public CompletableFuture<NodeListChange> begin(List<NodeAddress> target, List<? extends Replica> nodes) {
        ListState current = agreed.current();
        // Derived from the list, so that two servers that begin the first change at the same time agree on it.
        long cluster = Math.max(1, current.from().fingerprint() >>> 1);
        ListProposal proposal = ListProposal.of(current, target, cluster);
        return proposal.outcome() == NodeListChange.ACCEPTED
                ? propose(proposal.next(), nodes)
                        .thenApply(taken -> taken ? NodeListChange.ACCEPTED : NodeListChange.NOT_TAKEN)
                : CompletableFuture.completedFuture(proposal.outcome());
    }

    /** Advances a change if it is time; to be called after each poll. */
    void advance(List<? extends Replica> nodes) {
        ListState current = agreed.current();
        if (current.isChanging()) {
            boolean announced = agreed.isSettled();
            List<ListState> others = announcements.others().toList();
            ListState next = ListTransition.next(current, announced, others, views(nodes));
            if (next != null) {
                Background.run("advancing a change of the list of nodes", propose(next, nodes));
            }
        }
    }

    private CompletableFuture<Boolean> propose(ListState next, List<? extends Replica> nodes) {
        List<Replica> ordered = new ArrayList<>(nodes);
        ordered.sort(ORDER);
        return register.propose(next, ordered).thenApply(taken -> taken && agreed.adopt(next));
    }

    private List<ListTransition.View> views(List<? extends Replica> nodes) {
        return nodes.stream()
                .map(node -> {
                    NodeAddress address = node.address();
                    Memory.Seen seen = memory.lastSeen(address);
                    boolean filled = node.isUp()
                            && seen != null
                            && !memory.hasMissed(address, seen.voucher())
                            && agreement.isFilledForNext(address, seen.voucher());
                    return new ListTransition.View(address, node.isUp(), filled);
                })
                .toList();
    }
}
