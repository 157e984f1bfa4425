package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.session.SaveMode;

/** What counts as changed when it was only read. */
class InPlaceChangeTests {

    private static final HybridTimestamp THEN = HybridTimestamp.of(1000, 0);
    private static final HybridTimestamp NOW = HybridTimestamp.of(2000, 0);
    private static final AttributeSerializer SERIALIZER = FormSerializer.builder()
            .allowPackages(List.of("io.memshare.session"))
            .build();

    /** A user class of the application. */
    public static class Customer extends User {

        private static final long serialVersionUID = 1L;

        private String nickname = "j";

        Customer() {
            super("jane", "", AuthorityUtils.createAuthorityList("ROLE_USER"));
        }
    }

    /** Has no hash code of its own, so that sets of it have another order each time. */
    public static class Tag implements Serializable {

        private static final long serialVersionUID = 1L;

        private String text;

        Tag(String text) {
            this.text = text;
        }
    }

    private static SessionAttributes stored(String name, Object value) {
        return new SessionAttributes(
                LwwMap.EMPTY.with(Map.of(name, new LwwMap.Entry(THEN, SERIALIZER.encode(value)))),
                SERIALIZER,
                SaveMode.ON_GET_ATTRIBUTE,
                new UnreadableAttributes(),
                new HashMap<>());
    }

    private static SecurityContextImpl login(Object principal) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                principal, null, AuthorityUtils.createAuthorityList("ROLE_USER")));
    }

    @Test
    void valuesThatCannotChangeAreNotCompared() {
        for (Object value : List.of("text", 1, Thread.State.NEW, new IllegalStateException())) {
            SessionAttributes attributes = stored("a", value);
            attributes.get("a");
            assertThat(attributes.mayHaveChanged()).as("%s", value.getClass()).isFalse();
        }
    }

    @Test
    void whatFrameworksSetAnewIsNotCompared() {
        for (String name : List.of(
                "SPRING_SECURITY_SAVED_REQUEST",
                "org.springframework.web.servlet.support.SessionFlashMapManager.FLASH_MAPS")) {
            SessionAttributes attributes = stored(name, new ArrayList<>(List.of("a")));
            attributes.get(name);
            assertThat(attributes.mayHaveChanged()).isFalse();
        }
        SessionAttributes other = stored("other", new ArrayList<>(List.of("a")));
        other.get("other");
        assertThat(other.mayHaveChanged()).isTrue();
        assertThat(other.changes(NOW)).isEmpty();
    }

    @Test
    void aLoginOfSpringSecuritysOwnTypesIsNotCompared() {
        SessionAttributes attributes = stored("SPRING_SECURITY_CONTEXT", login(new User("jane", "", List.of())));
        attributes.get("SPRING_SECURITY_CONTEXT");
        assertThat(attributes.mayHaveChanged()).isFalse();
    }

    @Test
    void aUserOfTheApplicationThatWasChangedIsSaved() {
        SessionAttributes attributes = stored("SPRING_SECURITY_CONTEXT", login(new Customer()));
        SecurityContextImpl context = (SecurityContextImpl) attributes.get("SPRING_SECURITY_CONTEXT");
        assertThat(attributes.changes(NOW)).isEmpty();
        ((Customer) context.getAuthentication().getPrincipal()).nickname = "jj";
        assertThat(attributes.changes(NOW)).containsOnlyKeys("SPRING_SECURITY_CONTEXT");
    }

    /** Counts what is encoded, and how values are decoded. */
    private static final class Counting implements AttributeSerializer {

        private int encoded;
        private int watched;

        @Override
        public byte[] encode(Object value) {
            encoded++;
            return SERIALIZER.encode(value);
        }

        @Override
        public Object decode(byte[] bytes) {
            return SERIALIZER.decode(bytes);
        }

        @Override
        public Decoded decodeForUpdate(byte[] bytes) {
            watched++;
            return SERIALIZER.decodeForUpdate(bytes);
        }
    }

    @Test
    void aUserOfTheApplicationThatWasNotChangedIsNotEncoded() {
        Counting serializer = new Counting();
        LwwMap map =
                LwwMap.EMPTY.with(Map.of("login", new LwwMap.Entry(THEN, SERIALIZER.encode(login(new Customer())))));
        SessionAttributes attributes = new SessionAttributes(
                map, serializer, SaveMode.ON_GET_ATTRIBUTE, new UnreadableAttributes(), new HashMap<>());
        SecurityContextImpl context = (SecurityContextImpl) attributes.get("login");
        for (int save = 0; save < 2; save++) {
            assertThat(attributes.mayHaveChanged()).isFalse();
            assertThat(attributes.changes(NOW)).isEmpty();
            attributes.saved(map, Map.of());
        }
        assertThat(serializer.encoded).isZero();
        ((Customer) context.getAuthentication().getPrincipal()).nickname = "after the answer";
        assertThat(attributes.mayHaveChanged()).isTrue();
        Map<String, LwwMap.Entry> changes = attributes.changes(NOW);
        assertThat(changes).containsOnlyKeys("login");
        attributes.saved(map.with(changes), changes);
        assertThat(attributes.changes(NOW)).isEmpty();
        ((Customer) context.getAuthentication().getPrincipal()).nickname = "j";
        assertThat(attributes.changes(NOW))
                .as("back to what was read, which is no longer stored")
                .containsOnlyKeys("login");
    }

    @Test
    void nothingIsWatchedThatIsNeverOrAlwaysCompared() {
        for (SaveMode mode : List.of(SaveMode.ON_SET_ATTRIBUTE, SaveMode.ALWAYS)) {
            Counting serializer = new Counting();
            LwwMap map =
                    LwwMap.EMPTY.with(Map.of("a", new LwwMap.Entry(THEN, SERIALIZER.encode(login(new Customer())))));
            SessionAttributes attributes =
                    new SessionAttributes(map, serializer, mode, new UnreadableAttributes(), new HashMap<>());
            attributes.get("a");
            assertThat(attributes.mayHaveChanged()).isEqualTo(mode == SaveMode.ALWAYS);
            assertThat(serializer.watched).isZero();
        }
    }

    @Test
    void anAuthenticationThatWasLentIsNotSaved() {
        SessionAttributes attributes = stored("SPRING_SECURITY_CONTEXT", login(new Customer()));
        SecurityContextImpl context = (SecurityContextImpl) attributes.get("SPRING_SECURITY_CONTEXT");
        Authentication elevated = UsernamePasswordAuthenticationToken.authenticated(
                new Customer(), null, AuthorityUtils.createAuthorityList("ROLE_ADMIN"));
        context.setAuthentication(elevated);
        assertThat(attributes.changes(NOW)).isEmpty();
        attributes.set("SPRING_SECURITY_CONTEXT", context);
        assertThat(attributes.changes(NOW)).containsOnlyKeys("SPRING_SECURITY_CONTEXT");
    }

    @Test
    void anotherOrderIsNoChange() {
        Set<Object> wide = new HashSet<>(1 << 16);
        wide.addAll(List.of("banana", "apple", 70_000L, "cherry", 3L));
        Map<Object, Object> map = new HashMap<>(1 << 16);
        wide.forEach(element -> map.put(element, element));
        Set<Object> identities = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            identities.add(new Tag("t" + i));
        }
        for (Object value : List.of(wide, map, identities, new ArrayList<>(List.of(identities)))) {
            SessionAttributes attributes = stored("a", value);
            attributes.get("a");
            assertThat(attributes.mayHaveChanged()).isTrue();
            assertThat(attributes.changes(NOW)).isEmpty();
            attributes.set("a", attributes.get("a"));
            assertThat(attributes.changes(NOW)).as("put back as it is").isEmpty();
        }
    }

    @Test
    void aChangeInASetWithoutAnOrderIsAChange() {
        Set<Object> identities = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            identities.add(new Tag("t" + i));
        }
        SessionAttributes attributes = stored("a", identities);
        Set<?> decoded = (Set<?>) attributes.get("a");
        ((Tag) decoded.iterator().next()).text = "other";
        assertThat(attributes.changes(NOW)).containsOnlyKeys("a");
    }

    @Test
    void namesAreThoseOfAttributesThatCanBeRead() {
        LwwMap map = LwwMap.EMPTY.with(Map.of(
                "fine", new LwwMap.Entry(THEN, SERIALIZER.encode("x")),
                "odd", new LwwMap.Entry(THEN, new byte[] {9, 9})));
        SessionAttributes attributes = new SessionAttributes(
                map, SERIALIZER, SaveMode.ON_GET_ATTRIBUTE, new UnreadableAttributes(), new HashMap<>());
        assertThat(attributes.names()).containsExactly("fine");
        assertThat(attributes.changes(NOW)).isEmpty();
    }

    @Test
    void namesInMessagesAreOnOneLine() {
        SessionAttributes attributes = stored("a", "x");
        attributes.set("evil\r\n2026 INFO forged\u001b[2J", new Object());
        assertThatThrownBy(() -> attributes.changes(NOW))
                .hasMessageContaining(
                        "session attribute 'evil\\u000d\\u000a2026 INFO forged\\u001b[2J' cannot be saved");
        assertThat(PrintableName.of("x".repeat(100_000))).hasSizeLessThan(210);
        assertThat(PrintableName.of("Größe.名前")).isEqualTo("Größe.名前");
        assertThat(PrintableName.of("a\u2028b\u202Ec")).isEqualTo("a\\u2028b\\u202ec");
    }

    @Test
    void threadsOfAnAsynchronousRequestMayUseItWhileItIsSaved() throws Exception {
        SessionAttributes attributes = stored("list", new ArrayList<>(List.of("a")));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CountDownLatch start = new CountDownLatch(1);
        try {
            Future<?> events = pool.submit(() -> {
                start.await();
                for (int i = 0; i < 20_000; i++) {
                    attributes.set("event" + i % 100, "x" + i);
                    attributes.get("list");
                    attributes.names();
                }
                return null;
            });
            start.countDown();
            assertThatCode(() -> {
                        for (int i = 0; i < 200; i++) {
                            Map<String, LwwMap.Entry> changes = attributes.changes(NOW);
                            attributes.saved(LwwMap.EMPTY.with(changes), changes);
                        }
                    })
                    .doesNotThrowAnyException();
            events.get(60, TimeUnit.SECONDS);
        } finally {
            pool.shutdownNow();
        }
    }
}
