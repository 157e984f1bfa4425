package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.seal.Sealing;
import io.memshare.serializer.AttributeSerializationException;
import io.memshare.session.SharedSessions.Basket;
import io.memshare.testkit.Hang;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;

/**
 * What Spring Session expects of a repository, and what this one decides where the repositories of Spring Session disagree.
 * Two application servers share the nodes; the time of day stands still unless a test says otherwise.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SessionRepositoryContract {

    private final int nodes;
    private final Sealing sealingOfOne;
    private final Sealing sealingOfTwo;
    private SharedSessions shared;
    private MemshareSessionRepository one;
    private MemshareSessionRepository two;

    SessionRepositoryContract(int nodes) {
        this(nodes, Sealing.NONE, Sealing.NONE);
    }

    SessionRepositoryContract(int nodes, Sealing sealingOfOne, Sealing sealingOfTwo) {
        this.nodes = nodes;
        this.sealingOfOne = sealingOfOne;
        this.sealingOfTwo = sealingOfTwo;
    }

    @BeforeAll
    void start() {
        shared = servers(nodes, sealingOfOne, sealingOfTwo);
    }

    SharedSessions servers(int count, Sealing sealedByOne, Sealing sealedByTwo) {
        return new SharedSessions(count, sealedByOne, sealedByTwo);
    }

    @AfterAll
    void stop() {
        shared.close();
    }

    @BeforeEach
    void repositories() {
        shared.clock.reset();
        one = shared.repository(0);
        two = shared.repository(1);
    }

    private void change(MemshareSessionRepository repository, MemshareSession session, String name, Object value) {
        session.setAttribute(name, value);
        repository.save(session);
    }

    private String changedId(MemshareSessionRepository repository, MemshareSession session) {
        String newId = session.changeSessionId();
        repository.save(session);
        return newId;
    }

    @Nested
    class Basics {

        @Test
        void whatIsNotSavedIsNotThere() {
            assertThat(one.findById(one.createSession().getId())).isNull();
        }

        @Test
        void aSessionWithoutAttributesIsASession() {
            MemshareSession session = one.createSession();
            one.save(session);
            assertThat(found(two, session.getId()).getAttributeNames()).isEmpty();
        }

        @Test
        void allFieldsComeBackWithMilliseconds() {
            MemshareSession session = one.createSession();
            shared.clock.advance(Duration.ofMillis(1234));
            session.setLastAccessedTime(shared.now());
            session.setMaxInactiveInterval(Duration.ofSeconds(77));
            session.setAttribute("name", "value");
            one.save(session);
            MemshareSession found = found(two, session.getId());
            assertThat(found.getId()).isEqualTo(session.getId());
            assertThat(found.getCreationTime()).isEqualTo(shared.now().minusMillis(1234));
            assertThat(found.getLastAccessedTime()).isEqualTo(shared.now());
            assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
            assertThat(found.<String>getAttribute("name")).isEqualTo("value");
            assertThat(found.isExpired()).isFalse();
        }

        @Test
        void aLargeValueComesBack() {
            String large = "0123456789".repeat(50_000);
            assertThat(attribute(two, saved(one, "large", large), "large")).isEqualTo(large);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "SPRING_SECURITY_CONTEXT", "with blanks\r\nand lines", "\ud800", "\udc00", "\ud83d\ude00"
                })
        void namesMayBeAnyText(String name) {
            assertThat(attribute(two, saved(one, name, "value"), name)).isEqualTo("value");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "with\r\nlines", "\ud800", "get k\r\nflush_all\r\n"})
        void idsMayBeAnyText(String id) {
            assertThat(one.findById(id)).isNull();
            one.deleteById(id);
            assertThat(two.findById(id)).isNull();
        }

        @Test
        void anUnsavedSessionHasTheDefaultsOfItsRepository() {
            one.setDefaultMaxInactiveInterval(Duration.ofSeconds(99));
            MemshareSession session = one.createSession();
            assertThat(session.getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(99));
            assertThat(session.getCreationTime()).isEqualTo(shared.now());
            assertThat(session.getLastAccessedTime()).isEqualTo(shared.now());
        }
    }

    @Nested
    class Attributes {

        @Test
        void addingOneKeepsTheOthers() {
            String id = saved(one, "a", "1");
            change(two, found(two, id), "b", "2");
            MemshareSession found = found(one, id);
            assertThat(found.<String>getAttribute("a")).isEqualTo("1");
            assertThat(found.<String>getAttribute("b")).isEqualTo("2");
            assertThat(found.getAttributeNames()).containsExactlyInAnyOrder("a", "b");
        }

        @Test
        void nullRemoves() {
            String id = saved(one, "a", "1");
            change(two, found(two, id), "a", null);
            assertThat(attribute(one, id, "a")).isNull();
            assertThat(found(one, id).getAttributeNames()).isEmpty();
        }

        @Test
        void whatIsAddedAndRemovedIsNotThere() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            session.setAttribute("b", "2");
            session.removeAttribute("b");
            one.save(session);
            assertThat(found(two, id).getAttributeNames()).containsExactly("a");
        }

        @Test
        void whatIsRemovedAndAddedIsThere() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            session.removeAttribute("a");
            session.setAttribute("a", "2");
            one.save(session);
            assertThat(attribute(two, id, "a")).isEqualTo("2");
        }

        @Test
        void whatIsModifiedAndRemovedIsNotThere() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            session.setAttribute("a", "2");
            session.removeAttribute("a");
            one.save(session);
            assertThat(found(two, id).getAttributeNames()).isEmpty();
        }

        @Test
        void namesAreACopy() {
            MemshareSession session = found(one, saved(one, "a", "1"));
            session.setAttribute("b", "2");
            Set<String> names = session.getAttributeNames();
            names.forEach(session::removeAttribute);
            assertThat(names).containsExactlyInAnyOrder("a", "b");
            assertThat(session.getAttributeNames()).isEmpty();
            names.clear();
            session.setAttribute("c", "3");
            assertThat(session.getAttributeNames()).containsExactly("c");
        }

        @Test
        void changesAreSeenBeforeTheyAreSaved() {
            MemshareSession session = found(one, saved(one, "a", "1"));
            session.setAttribute("a", "2");
            assertThat(session.<String>getAttribute("a")).isEqualTo("2");
            session.removeAttribute("a");
            assertThat(session.<String>getAttribute("a")).isNull();
        }

        @Test
        void aSessionCanBeSavedAgainAndAgain() {
            MemshareSession session = one.createSession();
            for (int i = 0; i < 5; i++) {
                change(one, session, "a" + i, i);
                change(one, session, "last", i);
            }
            assertThat(attribute(two, session.getId(), "last")).isEqualTo(4);
            assertThat(found(two, session.getId()).getAttributeNames()).hasSize(6);
        }

        @Test
        void whatCannotBeReadIsAbsentAndKept() {
            MemshareSessionRepository newer = shared.repository(1, SharedSessions.VALUES_AND_BASKETS);
            Basket basket = new Basket("apples");
            String id = saved(newer, "basket", basket);
            MemshareSession session = found(one, id);
            assertThat(session.<Object>getAttribute("basket")).isNull();
            assertThat(session.getAttributeNames()).isEmpty();
            change(one, session, "a", "1");
            assertThat(attribute(newer, id, "basket")).isEqualTo(basket);
            assertThat(attribute(newer, id, "a")).isEqualTo("1");
            change(one, found(one, id), "basket", "replaced");
            assertThat(attribute(newer, id, "basket")).isEqualTo("replaced");
        }

        @Test
        void whatCannotBeReadCanBeRemoved() {
            MemshareSessionRepository newer = shared.repository(1, SharedSessions.VALUES_AND_BASKETS);
            String id = saved(newer, "basket", new Basket("apples"));
            MemshareSession session = found(one, id);
            session.<Object>getAttribute("basket");
            change(one, session, "basket", null);
            assertThat(attribute(newer, id, "basket")).isNull();
        }

        @Test
        void whatCannotBeWrittenIsNamedAndChangesNothing() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            session.setAttribute("a", "2");
            session.setAttribute("basket", new Basket("secret"));
            assertThatExceptionOfType(AttributeSerializationException.class)
                    .isThrownBy(() -> one.save(session))
                    .withMessageContaining("'basket'")
                    .withMessageNotContaining("secret");
            assertThat(attribute(two, id, "a")).isEqualTo("1");
            session.removeAttribute("basket");
            one.save(session);
            assertThat(attribute(two, id, "a")).isEqualTo("2");
            assertThat(found(two, id).getAttributeNames()).containsExactly("a");
        }
    }

    @Nested
    class Time {

        private final Duration interval = Duration.ofMinutes(30);

        private MemshareSession lastUsed(Duration ago) {
            MemshareSession session = one.createSession();
            session.setLastAccessedTime(shared.now().minus(ago));
            one.save(session);
            return session;
        }

        @Test
        void aSessionThatWasLastUsedTooLongAgoIsGone() {
            MemshareSession session = lastUsed(interval);
            assertThat(session.isExpired()).isTrue();
            assertThat(two.findById(session.getId())).isNull();
        }

        @Test
        void aMillisecondBeforeItIsThere() {
            MemshareSession session = lastUsed(interval.minusMillis(1));
            assertThat(session.isExpired()).isFalse();
            assertThat(found(two, session.getId()).getLastAccessedTime()).isEqualTo(session.getLastAccessedTime());
        }

        @Test
        void aSessionInHandExpiresInTime() {
            MemshareSession session = found(two, saved(one));
            assertThat(session.isExpired()).isFalse();
            shared.clock.advance(interval);
            assertThat(session.isExpired()).isTrue();
        }

        @Test
        void aSessionThatNobodyUsesExpires() {
            String id = saved(one);
            shared.nobodyUses(id, interval.plusSeconds(2));
            assertThat(one.findById(id)).isNull();
            assertThat(two.findById(id)).isNull();
        }

        @Test
        void anExpiredSessionLivesOnWhenItIsUsedInTheGrace() {
            MemshareSession session = lastUsed(interval);
            session.setLastAccessedTime(shared.now());
            session.setAttribute("a", "1");
            one.save(session);
            assertThat(attribute(two, session.getId(), "a")).isEqualTo("1");
        }

        @Test
        void zeroExpiresAtOnce() {
            MemshareSession session = one.createSession();
            session.setMaxInactiveInterval(Duration.ZERO);
            one.save(session);
            assertThat(session.isExpired()).isTrue();
            assertThat(one.findById(session.getId())).isNull();
            String id = saved(one);
            MemshareSession found = found(one, id);
            found.setMaxInactiveInterval(Duration.ZERO);
            one.save(found);
            assertThat(two.findById(id)).isNull();
        }

        @Test
        void negativeNeverExpires() {
            MemshareSession session = one.createSession();
            session.setMaxInactiveInterval(Duration.ofSeconds(-1));
            one.save(session);
            MemshareSession found = found(two, session.getId());
            shared.clock.advance(Duration.ofDays(365));
            assertThat(found.isExpired()).isFalse();
            assertThat(found.getMaxInactiveInterval()).isNegative();
        }

        @ParameterizedTest
        @MethodSource("io.memshare.session.SessionRepositoryContract#longIntervals")
        void longIntervalsDoNotExpireEarly(Duration longInterval) {
            MemshareSession session = one.createSession();
            session.setMaxInactiveInterval(longInterval);
            one.save(session);
            MemshareSession found = found(two, session.getId());
            assertThat(found.isExpired()).isFalse();
            assertThat(found.getMaxInactiveInterval()).isEqualTo(longInterval.truncatedTo(ChronoUnit.SECONDS));
        }

        @Test
        void theIntervalSurvivesOtherChanges() {
            MemshareSession session = one.createSession();
            session.setMaxInactiveInterval(Duration.ofSeconds(77));
            one.save(session);
            change(two, found(two, session.getId()), "a", "1");
            assertThat(found(one, session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
        }

        @Test
        void theIntervalIsThatOfTheLastWhoSetIt() {
            String id = saved(one);
            MemshareSession late = found(two, id);
            MemshareSession session = found(one, id);
            session.setMaxInactiveInterval(Duration.ofSeconds(77));
            one.save(session);
            change(two, late, "a", "1");
            assertThat(found(one, id).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
            late.setMaxInactiveInterval(Duration.ofSeconds(88));
            two.save(late);
            assertThat(found(one, id).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(88));
        }

        @Test
        void anOlderLastUseDoesNotUndoALaterOne() {
            String id = saved(one);
            MemshareSession session = found(one, id);
            session.setLastAccessedTime(shared.now().minus(interval));
            session.setAttribute("a", "1");
            one.save(session);
            assertThat(attribute(two, id, "a")).isEqualTo("1");
        }
    }

    static Stream<Duration> longIntervals() {
        return Stream.of(
                Duration.ofDays(29),
                Duration.ofDays(30),
                Duration.ofDays(31),
                Duration.ofDays(400),
                Duration.ofDays(12 * 365),
                Duration.ofSeconds(Integer.MAX_VALUE),
                Duration.ofDays(365_000),
                ChronoUnit.FOREVER.getDuration());
    }

    @Nested
    class Concurrency {

        @Test
        void differentAttributesAllSurvive() {
            String id = saved(one, "a", "1");
            MemshareSession first = found(one, id);
            MemshareSession second = found(two, id);
            change(one, first, "b", "2");
            change(two, second, "c", "3");
            assertThat(found(one, id).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
        }

        @Test
        void copiesInHandAreIndependent() {
            String id = saved(one, "list", new ArrayList<>(List.of("a")));
            MemshareSession first = found(one, id);
            MemshareSession second = found(one, id);
            first.<List<String>>getAttribute("list").add("b");
            first.setAttribute("x", "1");
            assertThat(second.<List<String>>getAttribute("list")).containsExactly("a");
            assertThat(second.<String>getAttribute("x")).isNull();
        }

        @Test
        void ofTheSameAttributeTheLastSaveWins() {
            String id = saved(one, "a", "1");
            MemshareSession first = found(one, id);
            MemshareSession second = found(two, id);
            change(one, first, "a", "2");
            shared.clock.advance(Duration.ofMillis(1));
            change(two, second, "a", "3");
            assertThat(attribute(one, id, "a")).isEqualTo("3");
        }

        @Test
        void aRemovalIsAChangeLikeAnother() {
            String id = saved(one, "a", "1");
            MemshareSession late = found(two, id);
            change(one, found(one, id), "a", null);
            change(two, late, "b", "2");
            assertThat(found(one, id).getAttributeNames()).containsExactly("b");
        }

        @Test
        void whatOthersChangedIsSeenAfterASave() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            assertThat(session.<String>getAttribute("a")).isEqualTo("1");
            change(two, found(two, id), "a", "2");
            change(one, session, "b", "3");
            assertThat(session.<String>getAttribute("a")).isEqualTo("2");
        }
    }

    @Nested
    class Deletion {

        @Test
        void isIdempotentAndTakesAnything() {
            String id = saved(one);
            one.deleteById(id);
            two.deleteById(id);
            one.deleteById("never seen");
            assertThat(one.findById(id)).isNull();
            assertThat(two.findById(id)).isNull();
        }

        @Test
        void isNotUndoneByALaterSave() {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ids.add(saved(one, "a", "1"));
            }
            List<MemshareSession> late = ids.stream().map(id -> found(two, id)).toList();
            ids.forEach(one::deleteById);
            late.get(0).setAttribute("a", "2");
            late.get(1).setAttribute("b", "2");
            late.get(2).setLastAccessedTime(shared.now().plusSeconds(100));
            late.get(3).setMaxInactiveInterval(Duration.ofHours(3));
            ids.add(late.get(4).changeSessionId());
            for (int round = 0; round < 2; round++) {
                late.forEach(two::save);
                assertThat(ids).allSatisfy(id -> assertThat(one.findById(id)).isNull());
            }
            late.forEach(session -> change(two, session, "again", "3"));
            assertThat(ids).allSatisfy(id -> assertThat(one.findById(id)).isNull());
        }

        @Test
        void isNotUndoneWhenChangesAreFlushedAtOnce() {
            two.setFlushMode(FlushMode.IMMEDIATE);
            String id = saved(one);
            MemshareSession late = found(two, id);
            one.deleteById(id);
            late.setAttribute("a", "2");
            late.setLastAccessedTime(shared.now());
            late.setMaxInactiveInterval(Duration.ofHours(3));
            assertThat(one.findById(late.changeSessionId())).isNull();
            assertThat(one.findById(id)).isNull();
        }

        @Test
        void beforeTheFirstSaveIsADeletionToo() {
            MemshareSession session = one.createSession();
            two.deleteById(session.getId());
            change(one, session, "a", "1");
            assertThat(one.findById(session.getId())).isNull();
        }
    }

    @Nested
    class ChangeOfId {

        @Test
        void movesTheSession() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            session.setAttribute("b", "2");
            String newId = session.changeSessionId();
            assertThat(session.getId()).isEqualTo(newId).isNotEqualTo(id);
            one.save(session);
            assertThat(two.findById(id)).isNull();
            MemshareSession found = found(two, newId);
            assertThat(found.getId()).isEqualTo(newId);
            assertThat(found.getAttributeNames()).containsExactlyInAnyOrder("a", "b");
            assertThat(found.getCreationTime()).isEqualTo(session.getCreationTime());
        }

        @Test
        void happensWhenTheSessionIsSaved() {
            String id = saved(one);
            MemshareSession session = found(one, id);
            String newId = session.changeSessionId();
            assertThat(two.findById(newId)).isNull();
            assertThat(two.findById(id)).isNotNull();
        }

        @Test
        void twiceLeavesOnlyTheLastId() {
            String id = saved(one);
            MemshareSession session = found(one, id);
            String between = session.changeSessionId();
            String last = changedId(one, session);
            assertThat(two.findById(id)).isNull();
            assertThat(two.findById(between)).isNull();
            assertThat(two.findById(last)).isNotNull();
            String later = changedId(one, session);
            assertThat(two.findById(last)).isNull();
            assertThat(two.findById(later)).isNotNull();
        }

        @Test
        void ofAnUnsavedSessionSavesItUnderTheNewId() {
            MemshareSession session = one.createSession();
            String first = session.getId();
            session.setAttribute("a", "1");
            String newId = changedId(one, session);
            assertThat(one.findById(first)).isNull();
            assertThat(attribute(two, newId, "a")).isEqualTo("1");
        }

        @Test
        void savedTwiceIsTheSame() {
            MemshareSession session = found(one, saved(one));
            String newId = changedId(one, session);
            one.save(session);
            assertThat(two.findById(newId)).isNotNull();
            change(one, session, "a", "2");
            assertThat(attribute(two, newId, "a")).isEqualTo("2");
        }

        @Test
        void ofADeletedSessionDoesNotBringItBack() {
            String id = saved(one);
            MemshareSession session = found(one, id);
            two.deleteById(id);
            String newId = changedId(one, session);
            assertThat(two.findById(newId)).isNull();
            assertThat(two.findById(id)).isNull();
        }

        @Test
        void ofTwoAtOnceBothLiveWithWhatTheirOwnRequestChanged() {
            String id = saved(one, "a", "1");
            MemshareSession first = found(one, id);
            MemshareSession second = found(two, id);
            first.setAttribute("login", "first");
            second.setAttribute("login", "second");
            second.setAttribute("b", "2");
            String secondId = second.changeSessionId();
            String firstId = changedId(one, first);
            two.save(second);
            assertThat(attribute(two, firstId, "login")).isEqualTo("first");
            assertThat(found(two, firstId).getAttributeNames()).containsExactlyInAnyOrder("a", "login");
            assertThat(attribute(one, secondId, "login")).isEqualTo("second");
            assertThat(found(one, secondId).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "login");
            change(two, second, "c", "3");
            assertThat(attribute(one, secondId, "c")).isEqualTo("3");
            assertThat(attribute(one, firstId, "c")).isNull();
            assertThat(one.findById(id)).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"old", "first", "second", "renewed"})
        void ofTwoAtOnceALogoutUnderAnyEndsAll(String which) {
            String id = saved(one);
            MemshareSession first = found(one, id);
            MemshareSession second = found(two, id);
            String firstId = changedId(one, first);
            String secondId = changedId(two, second);
            String renewedId = changedId(two, found(two, firstId));
            Map<String, String> ids = Map.of("old", id, "first", firstId, "second", secondId, "renewed", renewedId);
            assertThat(one.findById(secondId)).isNotNull();
            assertThat(one.findById(renewedId)).isNotNull();
            two.deleteById(ids.get(which));
            ids.values().forEach(each -> assertThat(one.findById(each)).isNull());
            change(one, first, "late", "1");
            change(two, second, "late", "1");
            ids.values().forEach(each -> assertThat(one.findById(each)).isNull());
        }

        @Test
        void ofNineAtOnceTheEightEarliestLiveAndTheFamilyIsUntouched() {
            String id = saved(one, "a", "1");
            List<MemshareSession> requests = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                requests.add(found(i % 2 == 0 ? one : two, id));
            }
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                ids.add(changedId(i % 2 == 0 ? one : two, requests.get(i)));
                shared.clock.advance(Duration.ofMillis(10));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(attribute(two, ids.get(i), "a")).as("session %d", i).isEqualTo("1");
            }
            assertThat(two.findById(ids.get(8))).isNull();
            assertThat(one.findById(id)).isNull();
            one.deleteById(ids.get(3));
            ids.forEach(each -> assertThat(two.findById(each)).isNull());
        }

        @Test
        void ofNineAtOnceOneThatIsEarlierByItsClockPushesOutTheLatest() {
            String id = saved(one, "a", "1");
            MemshareSession early = found(two, id);
            List<MemshareSession> requests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                requests.add(found(one, id));
            }
            shared.clock.advance(Duration.ofSeconds(1));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                shared.clock.advance(Duration.ofMillis(10));
                ids.add(changedId(one, requests.get(i)));
            }
            shared.clock.reset();
            String earliest = changedId(two, early);
            shared.clock.advance(Duration.ofSeconds(2));
            assertThat(one.findById(earliest)).isNotNull();
            assertThat(one.findById(ids.get(7))).isNull();
            ids.subList(0, 7).forEach(each -> assertThat(two.findById(each)).isNotNull());
        }

        @Test
        void toASeventeenthIdCanBeEndedUnderTheFirst() {
            String id = saved(one);
            List<String> ids = new ArrayList<>(List.of(id));
            MemshareSession session = found(one, id);
            for (int i = 1; i < 17; i++) {
                ids.add(changedId(one, session));
            }
            two.deleteById(id);
            ids.forEach(each -> assertThat(one.findById(each)).isNull());
        }

        @Test
        void toASeventeenthIdCanBeEndedUnderTheLast() {
            String id = saved(one);
            MemshareSession fork = found(two, id);
            MemshareSession session = found(one, id);
            String last = id;
            for (int i = 1; i < 17; i++) {
                last = changedId(one, session);
            }
            String forkId = changedId(two, fork);
            assertThat(one.findById(forkId)).isNotNull();
            two.deleteById(last);
            assertThat(one.findById(last)).isNull();
            assertThat(one.findById(forkId)).isNull();
        }

        @Test
        void thatIsTooFarAwayToFollowIsNoSuccess() {
            String id = saved(one);
            MemshareSession late = found(two, id);
            MemshareSession session = found(one, id);
            for (int i = 0; i < 70; i++) {
                changedId(one, session);
            }
            late.setAttribute("late", "1");
            assertThatThrownBy(() -> two.save(late)).isInstanceOf(SessionStoreUnavailableException.class);
            assertThatThrownBy(() -> two.deleteById(id)).isInstanceOf(SessionStoreUnavailableException.class);
            String last = session.getId();
            assertThat(one.findById(last)).isNotNull();
            two.deleteById(last);
            assertThat(one.findById(last)).isNull();
        }

        @Test
        void outranksWhatARequestInFlightWritesLater() {
            String id = saved(one, "a", "0");
            MemshareSession late = found(two, id);
            MemshareSession login = found(one, id);
            login.setAttribute("login", "user");
            login.setAttribute("a", "1");
            login.removeAttribute("csrf");
            String newId = changedId(one, login);
            change(one, found(one, newId), "later", "1");
            shared.clock.advance(Duration.ofSeconds(20));
            late.setAttribute("login", "attacker");
            late.setAttribute("a", "2");
            late.setAttribute("later", "2");
            late.setAttribute("other", "kept");
            two.save(late);
            MemshareSession found = found(one, newId);
            assertThat(found.<Object>getAttribute("login")).isEqualTo("user");
            assertThat(found.<Object>getAttribute("a")).isEqualTo("1");
            assertThat(found.<Object>getAttribute("later")).isEqualTo("1");
            assertThat(found.<Object>getAttribute("other")).isEqualTo("kept");
        }

        @Test
        void outranksTheIntervalThatARequestInFlightSetsLater() {
            String id = saved(one);
            MemshareSession late = found(two, id);
            MemshareSession login = found(one, id);
            login.setMaxInactiveInterval(Duration.ofSeconds(55));
            String newId = changedId(one, login);
            late.setMaxInactiveInterval(Duration.ofDays(77));
            two.save(late);
            assertThat(found(one, newId).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(55));
        }

        @Test
        void ofTwoAtOnceTakesWhatIsSavedUnderTheOldIdToBoth() {
            String id = saved(one, "a", "1");
            MemshareSession late = found(two, id);
            MemshareSession first = found(one, id);
            MemshareSession second = found(two, id);
            String firstId = changedId(one, first);
            String secondId = changedId(two, second);
            change(two, late, "late", "1");
            assertThat(attribute(one, firstId, "late")).isEqualTo("1");
            assertThat(attribute(one, secondId, "late")).isEqualTo("1");
        }

        @Test
        void survivesALaterSaveOfItsNewId() {
            String id = saved(one);
            MemshareSession other = found(two, id);
            String first = changedId(one, found(one, id));
            change(two, found(two, first), "a", "1");
            change(one, found(one, first), "b", "1");
            String second = changedId(two, other);
            one.deleteById(first);
            assertThat(two.findById(second)).as("linked also after saves").isNull();
        }

        @Test
        void isFollowedByWhatIsSavedUnderTheOldId() {
            String id = saved(one, "a", "1");
            MemshareSession late = found(two, id);
            String newId = changedId(one, found(one, id));
            change(two, late, "b", "2");
            change(two, late, "c", "3");
            change(two, late, "a", null);
            late.setMaxInactiveInterval(Duration.ofSeconds(77));
            two.save(late);
            assertThat(found(one, newId).getAttributeNames()).containsExactlyInAnyOrder("b", "c");
            assertThat(found(one, newId).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
            assertThat(two.findById(id)).isNull();
        }

        @Test
        void showsNothingOfTheNewSessionToARequestUnderTheOldId() {
            String id = saved(one, "a", "1");
            MemshareSession late = found(two, id);
            MemshareSession login = found(one, id);
            login.setAttribute("login", "first");
            login.setAttribute("a", "2");
            String newId = changedId(one, login);
            change(two, late, "b", "2");
            assertThat(late.<Object>getAttribute("login")).isNull();
            assertThat(late.<Object>getAttribute("a")).isEqualTo("1");
            assertThat(late.getAttributeNames()).containsExactlyInAnyOrder("a", "b");
            change(two, late, "c", "3");
            assertThat(late.getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
            String fork = changedId(two, late);
            assertThat(late.getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(found(one, fork).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(found(one, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b", "c", "login");
        }

        @Test
        void showsTheRequestThatMadeItNothingThatOthersSavedMeanwhile() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            change(two, found(two, id), "b", "2");
            String newId = changedId(one, session);
            assertThat(session.getAttributeNames()).containsExactly("a");
            assertThat(found(two, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
        }

        @Test
        void isFollowedThroughSeveralIds() {
            String id = saved(one, "a", "1");
            MemshareSession late = found(two, id);
            MemshareSession session = found(one, id);
            String between = changedId(one, session);
            String last = changedId(one, session);
            change(two, late, "b", "2");
            assertThat(attribute(one, last, "b")).isEqualTo("2");
            assertThat(one.findById(between)).isNull();
            two.deleteById(id);
            assertThat(one.findById(last)).isNull();
        }

        @Test
        void thatFollowsAnotherForksLikeAnyOther() {
            String id = saved(one, "a", "1");
            MemshareSession late = found(two, id);
            String newId = changedId(one, found(one, id));
            change(two, late, "b", "2");
            String fork = changedId(two, late);
            assertThat(found(one, fork).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
            assertThat(attribute(one, newId, "b")).isEqualTo("2");
            two.deleteById(newId);
            assertThat(one.findById(fork)).isNull();
        }

        @Test
        void takesAlongWhatOthersSavedUnderTheOldId() {
            String id = saved(one, "a", "1");
            MemshareSession session = found(one, id);
            change(two, found(two, id), "b", "2");
            String newId = changedId(one, session);
            assertThat(found(two, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
        }

        @Test
        void isFollowedByADeletionUnderTheOldId() {
            String id = saved(one);
            String newId = changedId(one, found(one, id));
            two.deleteById(id);
            assertThat(one.findById(newId)).isNull();
            assertThat(one.findById(id)).isNull();
        }

        @Test
        void toTheSameIdTwiceKeepsTheSession() {
            // What a second try does after a first one that was carried out but not answered.
            String id = saved(one, "a", "1");
            String newId = "retried " + id;
            one.setSessionIdGenerator(() -> newId);
            two.setSessionIdGenerator(() -> newId);
            MemshareSession first = found(one, id);
            MemshareSession second = found(two, id);
            changedId(one, first);
            shared.clock.advance(Duration.ofMillis(1));
            changedId(two, second);
            change(two, second, "b", "2");
            assertThat(found(one, newId).getAttributeNames()).containsExactlyInAnyOrder("a", "b");
            assertThat(one.findById(id)).isNull();
        }

        @Test
        @SuppressWarnings("try") // the scope is there to be closed
        void isSeenByTheRequestThatChangedIt() {
            String id = saved(one, "a", "1");
            try (RequestMemo.Scope scope = RequestMemo.create().open()) {
                MemshareSession session = found(one, id);
                change(one, session, "b", "2");
                String newId = changedId(one, session);
                assertThat(one.findById(id)).isNull();
                assertThat(one.findById(newId)).isNotNull();
            }
        }

        @Test
        @SuppressWarnings("try") // the scope is there to be closed
        void elsewhereHidesTheOldIdFromTheRequestThatFollowed() {
            String id = saved(one, "a", "1");
            try (RequestMemo.Scope scope = RequestMemo.create().open()) {
                MemshareSession late = found(two, id);
                change(two, late, "b", "2");
                changedId(one, found(one, id));
                change(two, late, "c", "3");
                two.save(late);
                assertThat(two.findById(id)).isNull();
            }
        }

        @Test
        void usesTheGeneratorOfTheRepositoryAlsoInFoundSessions() {
            List<String> ids = new ArrayList<>(List.of("third " + nodes, "second " + nodes, "first " + nodes));
            one.setSessionIdGenerator(() -> ids.remove(ids.size() - 1));
            MemshareSession created = one.createSession();
            assertThat(created.getId()).isEqualTo("first " + nodes);
            assertThat(changedId(one, created)).isEqualTo("second " + nodes);
            assertThat(changedId(one, found(one, created.getId()))).isEqualTo("third " + nodes);
            assertThat(two.findById("third " + nodes)).isNotNull();
        }
    }

    @Nested
    class SaveModes {

        static Stream<Arguments> modes() {
            return Stream.of(SaveMode.values())
                    .flatMap(mode -> Stream.of(Arguments.of(mode, true), Arguments.of(mode, false)));
        }

        private MemshareSession session(SaveMode mode, String id) {
            one.setSaveMode(mode);
            return found(one, id);
        }

        @ParameterizedTest
        @MethodSource("modes")
        void whatWasSetIsSavedAndWhatOthersSetIsKept(SaveMode mode, boolean read) {
            String id = saved(one, "a", "1");
            MemshareSession session = session(mode, id);
            if (read) {
                assertThat(session.<String>getAttribute("a")).isEqualTo("1");
            }
            change(two, found(two, id), "a", "of another");
            shared.clock.advance(Duration.ofMillis(1));
            change(one, session, "b", "2");
            assertThat(attribute(two, id, "a")).isEqualTo("of another");
            assertThat(attribute(two, id, "b")).isEqualTo("2");
        }

        @ParameterizedTest
        @EnumSource(SaveMode.class)
        void whatWasChangedInPlaceIsSavedIfTheModeSaysSo(SaveMode mode) {
            String id = saved(one, "list", new ArrayList<>(List.of("a")));
            MemshareSession session = session(mode, id);
            session.<List<String>>getAttribute("list").add("b");
            one.save(session);
            List<String> expected = mode == SaveMode.ON_SET_ATTRIBUTE ? List.of("a") : List.of("a", "b");
            assertThat(attribute(two, id, "list")).isEqualTo(expected);
            session.<List<String>>getAttribute("list").add("c");
            session.setAttribute("list", session.getAttribute("list"));
            one.save(session);
            assertThat(attribute(two, id, "list")).isEqualTo(List.of("a", "b", "c"));
        }

        @ParameterizedTest
        @EnumSource(SaveMode.class)
        void whatWasOnlyReadWritesNothing(SaveMode mode) {
            String id = saved(one, "list", new ArrayList<>(List.of("a")));
            List<Long> tokens = shared.copies(id).tokens();
            MemshareSession session = session(mode, id);
            session.<List<String>>getAttribute("list");
            one.save(session);
            assertThat(shared.copies(id).tokens()).isEqualTo(tokens);
        }

        @Test
        void aValueChangedInPlaceAfterItWasSavedIsSaved() {
            one.setSaveMode(SaveMode.ON_GET_ATTRIBUTE);
            List<String> list = new ArrayList<>(List.of("a"));
            MemshareSession session = one.createSession();
            change(one, session, "list", list);
            list.add("b");
            one.save(session);
            assertThat(attribute(two, session.getId(), "list")).isEqualTo(List.of("a", "b"));
        }
    }

    @Nested
    class FlushModes {

        @BeforeEach
        void immediate() {
            one.setFlushMode(FlushMode.IMMEDIATE);
        }

        @Test
        void immediateSavesWhatIsCreated() {
            one.setDefaultMaxInactiveInterval(Duration.ofSeconds(77));
            MemshareSession session = one.createSession();
            assertThat(found(two, session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
        }

        @Test
        void immediateSavesWhatIsSetAndRemoved() {
            MemshareSession session = one.createSession();
            session.setAttribute("a", "1");
            assertThat(attribute(two, session.getId(), "a")).isEqualTo("1");
            session.removeAttribute("a");
            assertThat(attribute(two, session.getId(), "a")).isNull();
        }

        @Test
        void immediateSavesTheInterval() {
            MemshareSession session = found(one, saved(two));
            session.setMaxInactiveInterval(Duration.ofSeconds(77));
            assertThat(found(two, session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(77));
        }

        @Test
        void immediateSavesTheId() {
            String id = saved(two);
            String newId = found(one, id).changeSessionId();
            assertThat(two.findById(newId)).isNotNull();
            assertThat(two.findById(id)).isNull();
        }

        @Test
        void immediateSavesTheLastUse() {
            String id = saved(two);
            shared.nobodyUses(id, Duration.ofMinutes(10));
            found(one, id).setLastAccessedTime(shared.now());
            org.awaitility.Awaitility.await()
                    .atMost(Hang.LIMIT)
                    .until(() -> shared.copies(id).secondsLeft().stream().allMatch(left -> left > 1800));
            assertThat(found(two, id).getLastAccessedTime()).isEqualTo(shared.now());
        }

        @Test
        void onSaveSavesNothingBefore() {
            one.setFlushMode(FlushMode.ON_SAVE);
            String id = saved(two);
            MemshareSession session = found(one, id);
            session.setAttribute("a", "1");
            session.setMaxInactiveInterval(Duration.ofSeconds(77));
            assertThat(attribute(two, id, "a")).isNull();
            assertThat(found(two, id).getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(30));
        }
    }

    @Nested
    class UnchangedSaves {

        private void assertUnwritten(String id, Runnable action) {
            List<Long> tokens = shared.copies(id).tokens();
            action.run();
            assertThat(shared.copies(id).tokens()).isEqualTo(tokens);
        }

        @Test
        void writeNothing() {
            String id = saved(one);
            assertUnwritten(id, () -> one.save(found(one, id)));
        }

        @Test
        void afterASaveWriteNothing() {
            MemshareSession session = one.createSession();
            change(one, session, "a", "1");
            assertUnwritten(session.getId(), () -> one.save(session));
        }

        @Test
        void ofAnEqualValueWriteNothing() {
            String id = saved(one, "a", new ArrayList<>(List.of("b")));
            assertUnwritten(id, () -> change(one, found(one, id), "a", new ArrayList<>(List.of("b"))));
        }

        @Test
        void ofARemovalOfWhatIsNotThereWriteNothing() {
            String id = saved(one);
            assertUnwritten(id, () -> change(one, found(one, id), "nothing", null));
        }

        @Test
        void ofAValueThatWasSetBackWriteNothing() {
            String id = saved(one, "a", "1");
            assertUnwritten(id, () -> {
                MemshareSession session = found(one, id);
                session.setAttribute("a", "2");
                change(one, session, "a", "1");
            });
        }

        @Test
        void findingExtendsNothing() {
            String id = saved(one);
            shared.nobodyUses(id, Duration.ofMinutes(10));
            List<Long> before = shared.copies(id).secondsLeft();
            found(one, id);
            found(two, id);
            assertThat(shared.copies(id).secondsLeft()).allMatch(left -> left <= before.get(0));
        }

        @Test
        void withALaterUseWriteNothingEither() {
            String id = saved(one);
            assertUnwritten(id, () -> {
                MemshareSession session = found(one, id);
                session.setLastAccessedTime(shared.now().plusSeconds(10));
                one.save(session);
            });
        }
    }

    @Nested
    class NullArguments {

        @Test
        void nullIsRefusedByName() {
            MemshareSession session = one.createSession();
            Map<String, Runnable> calls = Map.of(
                    "interval", () -> one.setDefaultMaxInactiveInterval(null),
                    "saveMode", () -> one.setSaveMode(null),
                    "flushMode", () -> one.setFlushMode(null),
                    "sessionIdGenerator", () -> one.setSessionIdGenerator(null),
                    "session", () -> one.save(null),
                    "id", () -> one.findById(null));
            calls.forEach((name, call) -> assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(call::run)
                    .withMessage(name));
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> one.deleteById(null))
                    .withMessage("id");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> session.setLastAccessedTime(null))
                    .withMessage("lastAccessedTime");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> session.setMaxInactiveInterval(null))
                    .withMessage("interval");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> session.setAttribute(null, "value"))
                    .withMessage("attributeName");
        }

        @Test
        void theSessionStaysUsableAfterARefusal() {
            MemshareSession session = one.createSession();
            Instant before = session.getLastAccessedTime();
            assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> session.setLastAccessedTime(null));
            assertThat(((Session) session).getLastAccessedTime()).isEqualTo(before);
            one.save(session);
            assertThat(two.findById(session.getId())).isNotNull();
        }
    }
}
