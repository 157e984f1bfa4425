package io.memshare.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.codec.Envelope;
import io.memshare.node.Channel;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.node.NodeAddress;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.replication.WriteLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a server knows of the lists of others, while its own list changes. */
class AnnouncementsTests {

    private static final NodeAddress NODE = NodeAddress.parse("10.0.0.1");
    private static final NodeList BEFORE = NodeList.of(List.of(NODE), 1, NodeList.AVAILABLE);
    private static final ListState CONFIGURED = ListState.configured(BEFORE);
    private static final ListState FILLING =
            CONFIGURED.filling(NodeList.of(List.of(NODE, NodeAddress.parse("10.0.0.2")), 2, NodeList.AVAILABLE), 7);
    private static final NodeList OTHER =
            NodeList.of(List.of(NODE, NodeAddress.parse("10.0.0.3")), 2, NodeList.AVAILABLE);
    private static final Duration PRESENCE = Duration.ofSeconds(60);

    private final Map<Key, byte[]> items = new HashMap<>();
    private long nanos;
    private final ServerProfile self = new ServerProfile(
            "memshare",
            Envelope.PLAIN,
            BEFORE,
            60,
            new ServerProfile.Timing(
                    new WriteLimits(Duration.ofSeconds(1), () -> nanos), Duration.ofSeconds(30), PRESENCE),
            RandomGenerator.getDefault());
    private final Announcements announcements = new Announcements(self, CompletenessListener.NONE);
    private final Channel node = request -> CompletableFuture.completedFuture(answer(request));

    private Reply answer(Request request) {
        if (request instanceof Request.Put put) {
            items.put(put.key(), put.value());
            return new Reply.Stored(1);
        }
        if (request instanceof Request.Set set) {
            items.put(set.key(), set.value());
            return new Reply.Stored(1);
        }
        byte[] value = items.get(request.key());
        return value == null ? Reply.Miss.MISS : new Reply.Hit(1, Checksum.of(value), 60, value);
    }

    /** Announces a list as a server that uses it does. */
    private void announce(NodeList list) {
        ControlCodec codec = self.codec();
        Key key = codec.keys().list(list.fingerprint());
        items.put(key, codec.encode(NODE, key, list));
        Key directory = codec.keys().lists();
        items.put(directory, codec.encode(NODE, directory, NodeLists.NONE.with(list.fingerprint())));
    }

    private void poll() {
        announcements.announcing(NODE, node).get().join();
        announcements
                .read(NODE, node, node.send(announcements.directory()).join())
                .join();
    }

    /** Otherwise the first server that uses another list would believe that all do. */
    @Test
    void aStateThatThisServerHasLeftMayStillBeThatOfOthers() {
        poll();
        assertThat(announcements.others()).isEmpty();
        self.agreed().adopt(FILLING);
        assertThat(announcements.others()).containsExactly(CONFIGURED);
        poll();
        assertThat(announcements.others()).containsExactly(CONFIGURED);
        items.remove(self.codec().keys().list(CONFIGURED.fingerprint()));
        poll();
        assertThat(announcements.others()).isEmpty();
    }

    @Test
    void aNodeThatDoesNotAnswerAnyMoreDoesNotHoldUpAChange() {
        poll();
        self.agreed().adopt(FILLING);
        nanos = PRESENCE.toNanos();
        assertThat(announcements.others()).containsExactly(CONFIGURED);
        nanos++;
        assertThat(announcements.others()).isEmpty();
    }

    /** Otherwise a node that died while a former list was announced there would keep new nodes from being filled. */
    @Test
    void aNodeThatIsSilentWhileOthersAnswerDoesNotHoldUpAConfiguredList() {
        announce(OTHER);
        poll();
        nanos = PRESENCE.toNanos() + 1;
        assertThat(announcements.others()).hasSize(1);
        NodeAddress alive = NodeAddress.parse("10.0.0.2");
        announcements.read(alive, node, Reply.Miss.MISS).join();
        assertThat(announcements.others()).isEmpty();
    }

    /** The list that it was about to announce may not be in use any more. */
    @Test
    void aServerThatWasPausedAfterItAskedForTheListAnnouncesNothing() {
        Supplier<CompletableFuture<Reply>> announcing = announcements.announcing(NODE, node);
        nanos = PRESENCE.toNanos() / 2;
        assertThat(announcing.get().join()).isInstanceOf(Reply.Unavailable.class);
        assertThat(items).isEmpty();
        assertThat(announcements.isAnnounced(NODE)).isFalse();
    }

    @Test
    void onlyListsThatDoNotFitAreForeign() {
        poll();
        self.agreed().adopt(FILLING);
        assertThat(announcements.foreign()).isEmpty();
        announce(OTHER);
        poll();
        assertThat(announcements.foreign()).containsExactly(OTHER);
    }
}
