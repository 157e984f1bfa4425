package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a server uses, and what it tells others that it uses. */
class AgreedListTests {

    private static final NodeList BEFORE = list("a", "b", "c");
    private static final NodeList AFTER = list("a", "b", "d");
    private static final ListState FILLING = ListState.configured(BEFORE).filling(AFTER, 7);
    private static final NodeAddress LEAVING = NodeAddress.parse("c");
    private static final NodeAddress JOINING = NodeAddress.parse("d");

    private final AgreedList agreed = new AgreedList(BEFORE);
    private final List<ListState> used = new ArrayList<>();
    private final List<ListState> notified = new ArrayList<>();
    private CompletableFuture<Void> adopted = new CompletableFuture<>();
    private boolean settled = true;

    AgreedListTests() {
        agreed.useBy(new ListUser() {
            @Override
            public void use(ListState state) {
                assertThat(agreed.isAdopting()).isTrue();
                adopted = agreed.adopted();
                assertThat(adopted).isNotDone();
                used.add(state);
            }

            @Override
            public void used(ListState state) {
                assertThat(Thread.holdsLock(agreed)).isFalse();
                assertThat(adopted).isCompleted();
                assertThat(agreed.current()).isEqualTo(state);
                notified.add(state);
            }

            @Override
            public boolean isSettled() {
                return settled;
            }
        });
    }

    private static NodeList list(String... nodes) {
        return NodeList.of(List.of(nodes).stream().map(NodeAddress::parse).toList(), nodes.length, NodeList.AVAILABLE);
    }

    @Test
    void theFormerListIsAnnouncedWhileWritesThatBeganWithItAreInProgress() {
        settled = false;
        assertThat(agreed.adopt(FILLING)).isTrue();
        assertThat(agreed.isAdopting()).isFalse();
        assertThat(agreed.current()).isEqualTo(FILLING);
        assertThat(agreed.announced()).isEqualTo(ListState.configured(BEFORE));
        assertThat(agreed.isSettled()).isFalse();
        settled = true;
        assertThat(agreed.announced()).isEqualTo(FILLING);
        assertThat(agreed.isSettled()).isTrue();
    }

    /** Requests that wait for the new list need the lock to evaluate vouchers. */
    @Test
    void whoWaitsForAListGoesOnWithoutALock() {
        List<Boolean> locked = new ArrayList<>();
        agreed.useBy(new ListUser() {
            @Override
            public void use(ListState state) {
                adopted = agreed.adopted().thenAccept(done -> locked.add(Thread.holdsLock(agreed)));
            }

            @Override
            public void used(ListState state) {}

            @Override
            public boolean isSettled() {
                return true;
            }
        });
        agreed.adopt(FILLING);
        assertThat(adopted).isCompleted();
        assertThat(locked).containsExactly(false);
    }

    @Test
    void aServerThatMissedSeveralStatesAnnouncesTheLastOneAtOnce() {
        settled = false;
        ListState last = FILLING.switched().stable();
        assertThat(agreed.adopt(last)).isTrue();
        assertThat(agreed.announced()).isEqualTo(last);
    }

    @Test
    void anEarlierStateIsNeverUsedAgain() {
        agreed.adopt(FILLING.switched());
        assertThat(agreed.adopt(FILLING)).isFalse();
        assertThat(agreed.adopt(FILLING.switched())).isTrue();
        assertThat(used).containsExactly(FILLING.switched());
    }

    /** A listener may wait for another thread that changes or reads the list. */
    @Test
    void listenersAreNotifiedOnceOfEachStateAndWithoutALock() {
        agreed.adopt(FILLING);
        agreed.adopt(FILLING);
        agreed.adopt(FILLING.switched());
        assertThat(notified).containsExactly(FILLING, FILLING.switched());
    }

    @Test
    void aNodeThatIsKeptIsFilledForBothListsUntilTheNewOneIsTrusted() {
        NodeAddress kept = NodeAddress.parse("a");
        assertThat(agreed.claims(kept)).containsExactly(BEFORE);
        agreed.adopt(FILLING);
        assertThat(agreed.claims(kept)).containsExactly(BEFORE, FILLING.to());
        assertThat(agreed.claims(LEAVING)).containsExactly(BEFORE);
        assertThat(agreed.claims(JOINING)).containsExactly(FILLING.to());
        agreed.adopt(FILLING.switched());
        assertThat(agreed.claims(kept)).containsExactly(FILLING.to());
        assertThat(agreed.claims(LEAVING)).isEmpty();
    }
}
