package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.serializer.AttributeSerializer;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;

/**
 * Whether a value of the Java form may have changed since it was read: told without writing it, and never wrongly
 * denied.
 */
class WatchedValueTests {

    private static final AttributeSerializer SERIALIZER = FormSerializer.builder()
            .serialization(Serialization.JDK)
            .allowPackages(List.of("io.memshare.serializer.form"))
            .build();

    /** A bean with a field of each sort. */
    public static class Account implements Serializable {

        private static final long serialVersionUID = 1L;

        boolean active;
        byte small;
        char letter;
        short shorter;
        int count = 200;
        long number = 3_000_000_000L;
        float ratio;
        double exact = Double.NaN;

        @Nullable String name = "n";

        @Nullable Instant since = Instant.EPOCH;

        @Nullable Integer boxed = 1000;

        Thread.State state = Thread.State.NEW;
        List<Object> list = new ArrayList<>(List.of("a", 1000, "b"));
        Map<Object, Object> map = new HashMap<>(Map.of("k", "v", "l", "w"));
        Map<Object, Object> ordered = new LinkedHashMap<>(16, 0.75f, true);
        Map<String, Object> sorted = new TreeMap<>(Map.of("x", URI.create("a:b")));
        List<Object> view = Collections.unmodifiableList(list);

        @Nullable Account inner;

        transient int passing;

        Account() {
            ordered.put("first", 1);
            ordered.put("second", 2);
        }
    }

    /** A user class of the application. */
    public static class Member extends User {

        private static final long serialVersionUID = 1L;

        String nickname = "j";

        Member() {
            super("jane", "", AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_EDITOR"));
        }
    }

    private static final List<Consumer<Account>> CHANGES = List.of(
            account -> account.active = !account.active,
            account -> account.small++,
            account -> account.letter++,
            account -> account.shorter++,
            account -> account.count++,
            account -> account.number++,
            account -> account.ratio++,
            account -> account.exact = 1,
            account -> account.name = null,
            account -> account.since = Instant.MAX,
            account -> account.boxed = 1001,
            account -> account.state = Thread.State.BLOCKED,
            account -> account.list.add("c"),
            account -> account.list.remove(2),
            account -> account.list.set(1, 1001),
            account -> account.list.clear(),
            account -> Collections.swap(account.list, 0, 2),
            account -> account.map.put("k", "other"),
            account -> account.map.put("new", null),
            account -> account.map.remove("l"),
            account -> account.ordered.get("first"),
            account -> account.sorted.put("y", "z"),
            account -> account.view = List.of(),
            account -> account.inner = new Account());

    private static <T> Decoded<T> decoded(T value) {
        return new Decoded<>(SERIALIZER.decodeForUpdate(SERIALIZER.encode(value)));
    }

    /** A value as it was read, and whether it may have changed. */
    private record Decoded<T>(AttributeSerializer.Decoded decoded) {

        @SuppressWarnings("unchecked")
        T value() {
            return (T) decoded.value();
        }

        boolean mayHaveChanged() {
            return decoded.mayHaveChanged().getAsBoolean();
        }

        boolean isUntouched() {
            return decoded.isUntouched().getAsBoolean();
        }
    }

    private static void changes(Object value, Consumer<Object> change) {
        Decoded<Object> decoded = decoded(value);
        change.accept(decoded.value());
        assertThat(decoded.mayHaveChanged()).isTrue();
    }

    @Test
    void whatWasNotTouchedHasNotChanged() {
        Account account = new Account();
        account.inner = account;
        account.list.add(new Account());
        for (Object value : List.of(
                account,
                login(new Member()),
                new ArrayList<>(List.of(new Account(), Set.of("a"), Map.of("k", List.of(1, 2, 3)))),
                new TreeSet<>(List.of("b", "a")),
                new Point(1, List.of("a")))) {
            Decoded<Object> decoded = decoded(value);
            assertThat(decoded.mayHaveChanged()).as("%s", value.getClass()).isFalse();
            assertThat(decoded.mayHaveChanged()).as("asked again").isFalse();
        }
    }

    @Test
    void whatWasNotTouchedAndHasNoOtherStateStandsForAnotherOne() {
        for (Object value : List.of(
                login(new Member()),
                new ArrayList<>(List.of(1, Map.of("k", Set.of(2)))),
                new TreeSet<>(List.of("b")))) {
            Decoded<Object> decoded = decoded(value);
            assertThat(decoded.isUntouched()).as("%s", value.getClass()).isTrue();
            assertThat(decoded.isUntouched()).as("asked again").isTrue();
        }
    }

    /** A bean that remembers something that is not stored. */
    public static class Remembering implements Serializable {

        private static final long serialVersionUID = 1L;

        String name = "a";
        transient int uses;
    }

    /** A class whose fields Java serialization leaves out. */
    public static class Base {

        int uses;
    }

    /** A bean that remembers something in a class that is not stored. */
    public static class Inheriting extends Base implements Serializable {

        private static final long serialVersionUID = 1L;

        String name = "a";
    }

    @Test
    void whatHasStateThatIsNotStoredNeverStandsForAnotherOne() {
        for (Object value : List.of(new Remembering(), new Inheriting(), new ArrayList<>(List.of(new Remembering())))) {
            Decoded<Object> decoded = decoded(value);
            assertThat(decoded.mayHaveChanged()).as("%s", value.getClass()).isFalse();
            assertThat(decoded.isUntouched()).as("%s", value.getClass()).isFalse();
        }
    }

    /** Frameworks set a login of their own classes again when they change it, but nobody may get a changed one. */
    @Test
    void aLoginThatWasChangedIsNotUntouched() {
        Decoded<SecurityContextImpl> decoded = decoded(login(
                User.withUsername("a").password("x").authorities("ROLE_USER").build()));
        assertThat(decoded.mayHaveChanged()).isFalse();
        assertThat(decoded.isUntouched()).isTrue();
        ((User) decoded.value().getAuthentication().getPrincipal()).eraseCredentials();
        assertThat(decoded.mayHaveChanged()).isFalse();
        assertThat(decoded.isUntouched()).isFalse();
    }

    /** A record of the application. */
    public record Point(int x, List<String> names) implements Serializable {}

    private static SecurityContextImpl login(Object principal) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                principal, null, AuthorityUtils.createAuthorityList("ROLE_USER")));
    }

    @Test
    void everyChangeOfAFieldOrCollectionIsFound() {
        for (int i = 0; i < CHANGES.size(); i++) {
            Decoded<Account> decoded = decoded(new Account());
            assertThat(decoded.mayHaveChanged()).isFalse();
            CHANGES.get(i).accept(decoded.value());
            assertThat(decoded.mayHaveChanged()).as("change %d", i).isTrue();
        }
    }

    @Test
    void changesDeepInsideAreFound() {
        Account outer = new Account();
        outer.inner = new Account();
        outer.list.add(new Account());
        outer.map.put("account", new ArrayList<>(List.of(new Account())));
        for (Consumer<Account> change : CHANGES) {
            changes(outer, value -> change.accept(((Account) value).inner));
            changes(outer, value -> change.accept((Account) ((Account) value).list.get(3)));
            changes(outer, value -> change.accept((Account) ((List<?>) ((Account) value).map.get("account")).get(0)));
        }
        changes(
                login(new Member()),
                value -> ((Member) ((SecurityContextImpl) value)
                                .getAuthentication()
                                .getPrincipal())
                        .nickname = "jj");
        changes(
                login(new Member()),
                value -> ((UsernamePasswordAuthenticationToken) ((SecurityContextImpl) value).getAuthentication())
                        .setDetails("other"));
    }

    @Test
    void whatIsNotStoredDoesNotCount() {
        Decoded<Account> decoded = decoded(new Account());
        decoded.value().passing = 7;
        assertThat(decoded.mayHaveChanged()).isFalse();
    }

    @Test
    void aChangeThatWasTakenBackIsNone() {
        Decoded<Account> decoded = decoded(new Account());
        decoded.value().count++;
        assertThat(decoded.mayHaveChanged()).isTrue();
        decoded.value().count--;
        assertThat(decoded.mayHaveChanged()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void otherBytesAlwaysMeanThatItMayHaveChanged(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Account account = new Account();
            Account deepest = account;
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                Account next = new Account();
                if (random.nextBoolean()) {
                    deepest.inner = next;
                } else {
                    deepest.list.add(next);
                }
                deepest.sorted.put("next", next);
                deepest = next;
            }
            Decoded<Account> decoded = decoded(account);
            byte[] before = SERIALIZER.encode(decoded.value());
            Account changed = decoded.value();
            while (changed.sorted.get("next") instanceof Account next && random.nextBoolean()) {
                changed = next;
            }
            CHANGES.get(random.nextInt(CHANGES.size())).accept(changed);
            boolean different = !Arrays.equals(before, SERIALIZER.encode(decoded.value()));
            assertThat(decoded.mayHaveChanged()).isEqualTo(different);
        }
    }

    // --- what cannot be watched may always have changed -----------------------------------------------------------

    /** Writes what no field tells. */
    public static class Hooked implements Serializable {

        private static final long serialVersionUID = 1L;

        static int global;
        transient int hidden = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeInt(hidden + global);
        }
    }

    /** Writes something else in its place. */
    public static class Replaced implements Serializable {

        private static final long serialVersionUID = 1L;

        transient String text = "a";

        private Object writeReplace() {
            return new ArrayList<>(List.of(text, new Holder(new Date(0))));
        }
    }

    /** Has listed a transient field. */
    public static class Listed implements Serializable {

        private static final long serialVersionUID = 1L;
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("count", int.class)};

        transient int count = 1;
    }

    /** Writes itself. */
    public static class External implements Externalizable {

        private static final long serialVersionUID = 1L;

        transient int count = 1;

        /** For deserialization. */
        public External() {}

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(count);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            count = in.readInt();
        }
    }

    /** Has one reference. */
    public static class Holder implements Serializable {

        private static final long serialVersionUID = 1L;

        final Object held;

        Holder(Object held) {
            this.held = held;
        }
    }

    /** A list of the application with a field beside its elements. */
    public static class NamedList extends AbstractList<String> implements Serializable {

        private static final long serialVersionUID = 1L;

        static @Nullable NamedList last;
        String name = "n";

        @Override
        public String get(int index) {
            last = this;
            return "a";
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** A comparator that can be told to turn. */
    public static class Turning implements Comparator<String>, Serializable {

        private static final long serialVersionUID = 1L;

        boolean turned;

        @Override
        public int compare(String one, String other) {
            return turned ? other.compareTo(one) : one.compareTo(other);
        }
    }

    @Test
    void whatIsNotWrittenByItsFieldsMayAlwaysHaveChanged() {
        changes(new Hooked(), value -> ((Hooked) value).hidden++);
        changes(new Holder(new Hooked()), value -> ((Hooked) ((Holder) value).held).hidden++);
        changes(new External(), value -> ((External) value).count++);
        changes(new Holder(new int[] {1}), value -> ((int[]) ((Holder) value).held)[0]++);
        changes(new Holder(new Object[] {"a"}), value -> ((Object[]) ((Holder) value).held)[0] = "b");
        changes(new Holder(new AtomicInteger()), value -> ((AtomicInteger) ((Holder) value).held).incrementAndGet());
        changes(new Holder(new Date(0)), value -> ((Date) ((Holder) value).held).setTime(1));
        changes(new Holder(new StringBuilder("a")), value -> ((StringBuilder) ((Holder) value).held).append("b"));
        changes(new Replaced(), value -> ((Date) ((Holder) ((List<?>) value).get(1)).held).setTime(1));
    }

    @Test
    void aFieldThatTheClassHasListedCounts() {
        Decoded<Listed> decoded = decoded(new Listed());
        assertThat(decoded.mayHaveChanged()).isFalse();
        decoded.value().count++;
        assertThat(decoded.mayHaveChanged()).isTrue();
    }

    @Test
    void whatNoWayLeadsToMayAlwaysHaveChanged() {
        changes(new Holder(Collections.unmodifiableList(new NamedList())), value -> {
            ((List<?>) ((Holder) value).held).get(0);
            NamedList.last.name = "other";
        });
        Turning turning = new Turning();
        TreeSet<String> sorted = new TreeSet<>(turning);
        sorted.addAll(List.of("a", "b"));
        changes(
                new Holder(sorted),
                value -> ((Turning) ((TreeSet<?>) ((Holder) value).held).comparator()).turned = true);
        changes(new Holder(Collections.unmodifiableSet(sorted)), value -> {});
        changes(List.of(new Turning(), Collections.unmodifiableSet(sorted)), value -> {});
    }

    @Test
    void aLargeValueIsNotWatched() {
        assertThat(decoded(new ArrayList<>(Collections.nCopies(5_000, "a"))).mayHaveChanged())
                .isFalse();
        assertThat(decoded(new ArrayList<>(Collections.nCopies(20_000, "a"))).mayHaveChanged())
                .isTrue();
    }

    @Test
    void listsThatShowOneListOverAndOverAreNotVisitedOverAndOver() {
        List<Object> shown = new ArrayList<>(Collections.nCopies(20_000, null));
        List<Object> views = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            views.add(Collections.unmodifiableList(shown));
        }
        // Noting four hundred million references would take more memory than there is.
        assertThat(decoded(views).mayHaveChanged()).isTrue();
    }
}
