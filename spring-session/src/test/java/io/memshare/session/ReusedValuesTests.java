package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.node.Key;
import io.memshare.serializer.AttributeSerializer.Decoded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.SaveMode;

/**
 * Values that one request leaves to the next one on the same server: when they may be used, and that nothing else is.
 */
class ReusedValuesTests {

    private final SharedSessions shared = new SharedSessions(1);
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;
    private String id;

    @BeforeEach
    void storeASession() {
        one = shared.repository(0);
        two = shared.repository(1);
        id = saved(two, "list", new ArrayList<>(List.of("a")));
    }

    @AfterEach
    void stop() {
        shared.close();
    }

    /** Handles a request of the session and saves it at the end. */
    private void request(Consumer<MemshareSession> work) {
        request(new MockHttpServletRequest(), work);
    }

    private void request(MockHttpServletRequest request, Consumer<MemshareSession> work) {
        RequestMemo memo = RequestMemo.create().serving(request, new MockHttpServletResponse());
        try (RequestMemo.Scope scope = memo.open()) {
            assertThat(scope).isNotNull();
            MemshareSession session = found(one, id);
            work.accept(session);
            one.save(session);
        }
    }

    private static List<String> list(MemshareSession session) {
        return session.getRequiredAttribute("list");
    }

    private List<String> read() {
        AtomicReference<List<String>> read = new AtomicReference<>();
        request(session -> read.set(list(session)));
        return read.get();
    }

    @Test
    void theNextRequestGetsTheSameValue() {
        List<String> value = read();
        assertThat(read()).isSameAs(value);
        request(session -> assertThat(session.getAttributeNames()).contains("list"));
        assertThat(read()).isSameAs(value);
    }

    @Test
    void requestsAtTheSameTimeShareNoValue() {
        List<String> value = read();
        request(session -> {
            assertThat(list(session)).isSameAs(value);
            MemshareSession other = found(one, id);
            assertThat(list(other)).isEqualTo(value).isNotSameAs(value);
        });
    }

    @Test
    void aChangeOfAnotherServerIsSeen() {
        read();
        MemshareSession elsewhere = found(two, id);
        elsewhere.setAttribute("list", new ArrayList<>(List.of("b")));
        two.save(elsewhere);
        assertThat(read()).containsExactly("b");
    }

    @Test
    void aChangeInPlaceIsSavedOnceAndReadAsItWasSaved() {
        read();
        request(session -> list(session).add("b"));
        assertThat(list(found(two, id))).containsExactly("a", "b");
        List<String> value = read();
        assertThat(value).containsExactly("a", "b");
        assertThat(read()).isSameAs(value);
    }

    /** A thread that outlives its request may change what it has got from the session. */
    @Test
    void whatIsChangedAfterTheRequestIsNotUsed() {
        List<String> value = read();
        value.add("late");
        assertThat(read()).containsExactly("a");
        assertThat(list(found(two, id))).containsExactly("a");
    }

    /** Its threads may still use the value. */
    @Test
    void anAsynchronousRequestLeavesNothing() {
        MockHttpServletRequest asynchronous = new MockHttpServletRequest();
        asynchronous.setAsyncSupported(true);
        AtomicReference<List<String>> value = new AtomicReference<>();
        request(asynchronous, session -> {
            value.set(list(session));
            asynchronous.startAsync();
        });
        assertThat(read()).isNotSameAs(value.get());
    }

    @Test
    void aDispatchInsideAnotherLeavesNothingYet() {
        request(session -> {
            List<String> value = list(session);
            request(inner -> list(inner));
            assertThat(list(session)).isSameAs(value);
        });
    }

    @Test
    void whatIsReadAfterTheRequestIsDecodedAnew() {
        AtomicReference<MemshareSession> kept = new AtomicReference<>();
        request(session -> {
            list(session);
            kept.set(session);
        });
        List<String> value = read();
        assertThat(list(kept.get())).isEqualTo(value).isNotSameAs(value);
    }

    @Test
    void aFailedRequestLeavesNoChange() {
        read();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> request(session -> {
                    list(session).add("b");
                    throw new IllegalStateException();
                }));
        assertThat(read()).containsExactly("a");
    }

    @Test
    void aNewIdFindsWhatTheFormerOneLeft() {
        List<String> value = read();
        request(session -> {
            assertThat(list(session)).isSameAs(value);
            id = session.changeSessionId();
        });
        assertThat(read()).isSameAs(value);
    }

    @Test
    void anEndedSessionIsNotFoundByWhatItLeft() {
        read();
        two.deleteById(id);
        assertThat(one.findById(id)).isNull();
    }

    /** A login does not stay in memory after its logout. */
    @Test
    void aSessionThatItsRequestEndsLeavesNothing() {
        request(session -> {
            list(session);
            one.deleteById(id);
            assertThat(session.persistence().snapshot()).isNull();
        });
        assertThat(one.findById(id)).isNull();
    }

    @Test
    void aDeletionDropsWhatIsThere() {
        RepositoryParts parts = RepositoryParts.of(shared.cluster.app());
        Key key = parts.keys().of(id);
        IdleValues idle = new IdleValues(System::nanoTime);
        idle.leave(key, new HashMap<>(Map.of("list", new IdleValue(new byte[9], new Decoded("a", () -> true)))));
        new SessionDeletion(parts, idle, new UnsavedIds()).delete(id);
        assertThat(idle.take(key)).isEmpty();
    }

    @Test
    void nothingIsReusedWithoutRoomOrIfNothingIsWatched() {
        one.setIdleValues(0);
        assertThat(read()).isNotSameAs(read());
        one.setIdleValues(160);
        one.setSaveMode(SaveMode.ON_SET_ATTRIBUTE);
        assertThat(read()).isNotSameAs(read());
        one.setSaveMode(SaveMode.ON_GET_ATTRIBUTE);
        assertThat(read()).isNotSameAs(read()); // a session gets a sixteenth of the room
        one.setIdleValues(16_000);
        assertThat(read()).isSameAs(read());
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> one.setIdleValues(-1))
                .withMessage("the bytes of idle values are negative: -1");
    }
}
