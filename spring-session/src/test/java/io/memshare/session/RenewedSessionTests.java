package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that a request holds from one dispatch to the next, while others change it or end it. */
class RenewedSessionTests {

    private final SharedSessions shared = new SharedSessions(1);
    private final RequestMemo memo = RequestMemo.create();
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;
    private RequestMemo.Scope scope;

    @BeforeEach
    void openTheMemo() {
        one = shared.repository(0);
        two = shared.repository(1);
        scope = memo.open();
    }

    @AfterEach
    void stop() {
        scope.close();
        shared.close();
    }

    /** Stores a session outside of the request. */
    private String stored(String name, String value) {
        String[] id = new String[1];
        elsewhere(() -> id[0] = saved(two, name, value));
        return id[0];
    }

    /** Ends the first dispatch and begins the next one. */
    private RequestMemo dispatchAgain() {
        scope.close();
        RequestMemo next = memo.next();
        scope = next.open();
        return next;
    }

    private void elsewhere(Runnable step) {
        scope.close();
        step.run();
        scope = memo.open();
    }

    @Test
    void isGoneWhenItWasEndedElsewhere() {
        String id = stored("name", "value");
        MemshareSession held = found(one, id);
        one.save(held);
        elsewhere(() -> two.deleteById(id));
        assertThat(one.findById(id))
                .as("what the memo of the first dispatch says")
                .isNotNull();
        assertThat(dispatchAgain().renew(id)).isFalse();
        assertThat(one.findById(id)).isNull();
        held.setAttribute("late", "change");
        one.save(held);
        assertThat(two.findById(id)).isNull();
    }

    @Test
    void hasWhatOthersHaveChanged() {
        String id = stored("name", "old");
        MemshareSession held = found(one, id);
        assertThat(held.<String>getAttribute("name")).isEqualTo("old");
        one.save(held);
        elsewhere(() -> {
            MemshareSession other = found(two, id);
            other.setAttribute("name", "new");
            two.save(other);
        });
        assertThat(dispatchAgain().renew(id)).isTrue();
        assertThat(held.<String>getAttribute("name")).isEqualTo("new");
    }

    @Test
    void keepsWhatAThreadHasChangedBetweenTheDispatches() {
        String id = stored("name", "value");
        MemshareSession held = found(one, id);
        one.save(held);
        held.setAttribute("computed", "42");
        assertThat(dispatchAgain().renew(id)).isTrue();
        assertThat(held.<String>getAttribute("computed")).isEqualTo("42");
        assertThat(attribute(two, id, "computed")).isEqualTo("42");
    }

    @Test
    void isRenewedInTheThirdDispatchToo() {
        String id = stored("name", "value");
        MemshareSession held = found(one, id);
        one.save(held);
        RequestMemo second = dispatchAgain();
        assertThat(second.renew(id)).isTrue();
        elsewhere(() -> two.deleteById(id));
        scope.close();
        RequestMemo third = second.next();
        scope = third.open();
        assertThat(third.renew(id)).isFalse();
    }

    @Test
    void aSessionThatWasCreatedByTheRequestIsHeldToo() {
        MemshareSession created = one.createSession();
        one.save(created);
        elsewhere(() -> two.deleteById(created.getId()));
        assertThat(dispatchAgain().renew(created.getId())).isFalse();
    }

    @Test
    void failsWhenNobodyCanTell() {
        String id = stored("name", "value");
        one.save(found(one, id));
        shared.cluster.server(0).kill();
        RequestMemo next = dispatchAgain();
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> next.renew(id));
    }

    @Test
    void anOptionalSessionIsAbsentWhenNobodyCanTell() {
        String id = stored("name", "value");
        shared.cluster.server(0).kill();
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> one.findById(id));
        scope.close();
        scope = RequestMemo.withOptionalSession().open();
        assertThat(one.findById(id)).isNull();
        MemshareSession created = one.createSession();
        assertThatExceptionOfType(SessionStoreUnavailableException.class).isThrownBy(() -> one.save(created));
    }

    /** What an event stream does: other threads set attributes while the thread of the request saves. */
    @Test
    void severalThreadsMayUseItWhileItIsSaved() {
        String id = stored("name", "value");
        MemshareSession held = found(one, id);
        int changes = 300;
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < changes; i++) {
                                held.setAttribute(name + i, i);
                                assertThat(held.getAttributeNames()).contains(name + i);
                                if (i % 10 == 0) {
                                    one.save(held);
                                }
                            }
                        },
                        threads));
            }
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
        one.save(held);
        assertThat(found(two, id).getAttributeNames()).hasSize(3 * changes + 1);
    }

    @Test
    void itsIntervalMayBeSetWhileItIsSaved() {
        String id = stored("name", "value");
        MemshareSession held = found(one, id);
        for (int i = 1; i <= 200; i++) {
            Duration interval = Duration.ofMinutes(i);
            held.setAttribute("change", i);
            CompletableFuture<Void> setting = CompletableFuture.runAsync(() -> held.setMaxInactiveInterval(interval));
            one.save(held);
            setting.join();
            one.save(held);
            assertThat(found(two, id).getMaxInactiveInterval()).isEqualTo(interval);
        }
    }
}
