package io.memshare.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Reply;
import io.memshare.node.Request;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseTests {

    private static final byte[] OWNER = Lease.owner(new Random(1));
    private static final byte[] OTHER = Lease.owner(new Random(2));

    @Test
    void aFreeOneCanBeTaken() {
        assertThat(Lease.claim(Reply.Miss.MISS, OWNER)).hasValue(Request.Put.NOTHING);
    }

    @Test
    void anothersCannot() {
        assertThat(Lease.claim(new Reply.Hit(5, 0, 3, OTHER), OWNER)).isEmpty();
    }

    @Test
    void onesOwnCan() {
        assertThat(Lease.claim(new Reply.Hit(5, 0, 3, OWNER), OWNER)).hasValue(5);
    }

    @Test
    void withoutAnAnswerNoneCan() {
        assertThat(Lease.claim(new Reply.Unavailable(Reply.Reason.TIMEOUT), OWNER))
                .isEmpty();
    }

    @Test
    void ownersDiffer() {
        assertThat(OWNER).hasSize(32).isNotEqualTo(OTHER);
    }
}
