package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.codec.Envelope;
import io.memshare.codec.RecordId;
import io.memshare.node.FakeNode;
import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.TestKeys;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseTests {

    private static final byte[] OWNER = Lease.owner(new Random(1));
    private static final byte[] OTHER = Lease.owner(new Random(2));
    private static final RecordId RECORD = new RecordId("test", "lease", Key.of("test:rebuild:1"), "a:1");
    private static final Envelope SEALED =
            TestKeys.sealing("test", PlainRecords.REFUSE, TestKeys.A).envelope();
    private static final Lease LEASE = new Lease(FakeNode.named("a:1"), RECORD, Envelope.PLAIN, OWNER);
    private static final Lease SEALED_LEASE = new Lease(FakeNode.named("a:1"), RECORD, SEALED, OWNER);

    @Test
    void aFreeOneCanBeTaken() {
        assertThat(LEASE.claim(Reply.Miss.MISS)).hasValue(Request.Put.NOTHING);
    }

    @Test
    void anothersCannot() {
        assertThat(LEASE.claim(new Reply.Hit(5, 0, 3, OTHER))).isEmpty();
    }

    @Test
    void onesOwnCan() {
        assertThat(LEASE.claim(new Reply.Hit(5, 0, 3, OWNER))).hasValue(5);
    }

    @Test
    void withoutAnAnswerNoneCan() {
        assertThat(LEASE.claim(new Reply.Unavailable(Reply.Reason.TIMEOUT))).isEmpty();
    }

    @Test
    void oneThatWouldLastLongerThanATermIsNobodys() {
        assertThat(LEASE.claim(new Reply.Hit(5, 0, 5, OTHER))).isEmpty();
        assertThat(LEASE.claim(new Reply.Hit(5, 0, 6, OTHER))).hasValue(5);
        assertThat(LEASE.claim(new Reply.Hit(5, 0, Reply.FOREVER, OTHER))).hasValue(5);
    }

    @Test
    void withKeysOnlyASealedOneOfThisNodeCounts() {
        byte[] elsewhere = SEALED.wrap(new RecordId("test", "lease", RECORD.key(), "b:1"), OTHER);

        assertThat(SEALED_LEASE.claim(new Reply.Hit(5, 0, 3, SEALED.wrap(RECORD, OTHER))))
                .isEmpty();
        assertThat(SEALED_LEASE.claim(new Reply.Hit(5, 0, 3, SEALED.wrap(RECORD, OWNER))))
                .hasValue(5);
        assertThat(SEALED_LEASE.claim(new Reply.Hit(5, 0, 3, elsewhere))).hasValue(5);
        assertThat(SEALED_LEASE.claim(new Reply.Hit(5, 0, 3, OTHER))).hasValue(5);
        assertThat(SEALED_LEASE.claim(new Reply.Hit(5, 0, 3, new byte[0]))).hasValue(5);
    }

    @Test
    void ownersDiffer() {
        assertThat(OWNER).hasSize(32).isNotEqualTo(OTHER);
    }
}
