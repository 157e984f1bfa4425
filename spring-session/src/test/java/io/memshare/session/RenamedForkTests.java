package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.Cluster;
import io.memshare.MemshareSettings;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.SealingKey;
import io.memshare.seal.TestKeys;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions whose id two requests changed at the same time, and whose names changed with the keys afterwards. */
class RenamedForkTests {

    @AutoClose
    private final Cluster cluster = Cluster.of(2);

    private final SettableClock clock = SettableClock.stopped();
    private MemshareSessionRepository before;
    private MemshareSessionRepository after;
    private String first = "";
    private String second = "";

    @BeforeEach
    void start() {
        before = server(TestKeys.A, TestKeys.B);
        after = server(TestKeys.B, TestKeys.A);
    }

    private MemshareSessionRepository server(SealingKey... keys) {
        MemshareSettings settings = cluster.settings().toBuilder()
                .sealing(TestKeys.sealing("memshare", PlainRecords.REFUSE, keys))
                .build();
        return new MemshareSessionRepository(cluster.app(settings, clock), SharedSessions.VALUES);
    }

    private static String changed(MemshareSessionRepository server, MemshareSession session, String value) {
        session.changeSessionId();
        session.setAttribute("login", value);
        server.save(session);
        return session.getId();
    }

    @Test
    void aLogoutEndsAForkThatWasRenamed() {
        forkAndRenameTheSecond();

        after.deleteById(first);

        assertThat(after.findById(first)).isNull();
        assertThat(after.findById(second)).isNull();
        assertThat(before.findById(second)).isNull();
    }

    @Test
    void aLogoutOfARenamedForkEndsTheOthers() {
        forkAndRenameTheSecond();

        after.deleteById(second);

        assertThat(after.findById(first)).isNull();
        assertThat(before.findById(first)).isNull();
        assertThat(after.findById(second)).isNull();
    }

    @Test
    void anIdThatWasLeftUnderItsFormerNameIsFoundUnderNoName() {
        String old = saved(before);
        MemshareSession late = found(after, old);
        String id = changed(after, found(after, old), "one");

        late.setAttribute("late", "value");
        after.save(late);

        assertThat(after.findById(old)).isNull();
        assertThat(before.findById(old)).isNull();
        assertThat(attribute(after, id, "login")).isEqualTo("one");
    }

    private void forkAndRenameTheSecond() {
        String old = saved(before);
        MemshareSession one = found(before, old);
        MemshareSession other = found(before, old);
        first = changed(before, one, "one");
        second = changed(before, other, "other");
        rename(second);
    }

    private void rename(String id) {
        MemshareSession session = found(after, id);
        session.setAttribute("renamed", "yes");
        after.save(session);
    }
}
