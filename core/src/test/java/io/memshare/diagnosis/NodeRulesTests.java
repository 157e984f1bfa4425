package io.memshare.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.NodeAddress;
import io.memshare.node.ServerOptions;
import io.memshare.node.ServerOptions.Crawler;
import io.memshare.node.ServerStats;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeRulesTests {

    private static final long MEGA = 1L << 20;
    private static final NodeAddress A = NodeAddress.parse("10.0.0.1:11211");
    private static final NodeAddress B = NodeAddress.parse("10.0.0.2:11211");

    private final Map<NodeAddress, ServerStats> nodes = new LinkedHashMap<>();

    private void node(NodeAddress address, long bytes, long limitBytes, ServerOptions options) {
        nodes.put(address, new ServerStats("1.6.18", 1, bytes, limitBytes, 0, Duration.ofMillis(1), options));
    }

    private static ServerOptions limit(long itemLimit) {
        return new ServerOptions(itemLimit, true, Crawler.ON);
    }

    private List<String> texts(boolean rebuilds) {
        return NodeRules.judge(nodes, rebuilds).stream().map(Finding::text).toList();
    }

    @Test
    void findsNothingWrongWithTheDefaults() {
        node(A, 50 * MEGA, 64 * MEGA, ServerOptions.DEFAULT);
        node(B, 0, 64 * MEGA, ServerOptions.DEFAULT);
        assertThat(texts(true)).isEmpty();
    }

    @Test
    void namesANodeThatStoresSmallItemsOnly() {
        node(A, 0, 64 * MEGA, limit(MEGA / 2));
        assertThat(texts(true))
                .containsExactly("memcached node 10.0.0.1:11211 stores items up to 512 KB only, and a larger session"
                        + " cannot be saved: start memcached with -I 1m or more");
    }

    @Test
    void namesTheNodeWithTheSmallerItemLimit() {
        node(A, 0, 64 * MEGA, limit(4 * MEGA));
        node(B, 0, 64 * MEGA, limit(2 * MEGA));
        assertThat(texts(true))
                .containsExactly("memcached node 10.0.0.2:11211 stores items up to 2 MB, and node 10.0.0.1:11211 up to"
                        + " 4 MB; the smaller limit is that of all sessions with a copy on both: start all memcached"
                        + " processes with the same -I");
    }

    @Test
    void namesANodeThatRefusesRatherThanEvicts() {
        node(A, 0, 64 * MEGA, new ServerOptions(MEGA, false, Crawler.ON));
        assertThat(texts(true)).singleElement().asString().contains("was started with -M", "without -M");
    }

    @Test
    void namesEachReasonForWhichANodeDoesNotListItsKeys() {
        node(A, 0, 64 * MEGA, new ServerOptions(MEGA, true, Crawler.FORBIDDEN));
        assertThat(texts(true)).singleElement().asString().contains("(-X)").endsWith("without -X");
        node(A, 0, 64 * MEGA, new ServerOptions(MEGA, true, Crawler.DISABLED));
        assertThat(texts(true)).singleElement().asString().contains("switched off", "lru_crawler enable");
        node(A, 0, 64 * MEGA, new ServerOptions(MEGA, true, Crawler.MISSING));
        assertThat(texts(true)).singleElement().asString().contains("serverless");
    }

    @Test
    void withoutRebuildsNoCrawlerIsNeeded() {
        node(A, 0, 64 * MEGA, new ServerOptions(MEGA, true, Crawler.MISSING));
        assertThat(texts(false)).isEmpty();
    }

    @Test
    void namesANodeWithRoomForFewLargeItems() {
        node(A, 0, 15 * MEGA, ServerOptions.DEFAULT);
        assertThat(texts(true))
                .singleElement()
                .asString()
                .contains("has 15 MB of memory")
                .contains("(-m)");
        node(A, 0, 16 * MEGA, ServerOptions.DEFAULT);
        assertThat(texts(true)).isEmpty();
    }

    /** It has the same sessions to hold soon, though it is empty now. */
    @Test
    void namesANodeThatIsTooSmallForTheSessionsOfAnother() {
        node(A, 60 * MEGA, 256 * MEGA, ServerOptions.DEFAULT);
        node(B, 0, 64 * MEGA, ServerOptions.DEFAULT);
        assertThat(texts(true))
                .containsExactly("memcached node 10.0.0.2:11211 has 64 MB of memory, and the fullest node holds 60 MB;"
                        + " it drops sessions soon, or does so already: start memcached with more memory (-m), alike on"
                        + " all nodes");
    }

    @Test
    void aServerThatDoesNotTellItsMemoryIsNotJudgedByIt() {
        node(A, 60 * MEGA, 0, ServerOptions.DEFAULT);
        assertThat(texts(true)).isEmpty();
    }
}
