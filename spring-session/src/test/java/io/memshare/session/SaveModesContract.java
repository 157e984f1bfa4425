package io.memshare.session;

import static io.memshare.session.SharedSessions.attribute;
import static io.memshare.session.SharedSessions.found;
import static io.memshare.session.SharedSessions.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.serializer.form.Serialization;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.session.SaveMode;

/**
 * The part of the {@link SessionRepositoryContract} about the save modes, which decide whether a value that was changed
 * in place is saved.
 */
abstract class SaveModesContract extends SharedRepositories {

    SaveModesContract(SessionRepositoryContract contract) {
        super(contract);
    }

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

    /** Its lines are in another order each time they are read, since they have no hash code of their own. */
    record Cart(Set<Line> lines) implements Serializable {

        static Cart of(int quantity, String code) {
            Set<Line> lines = new HashSet<>();
            for (int i = 0; i < 4; i++) {
                lines.add(new Line("article " + i, 30 + i, "a"));
            }
            lines.add(new Line("changed", quantity, code));
            return new Cart(lines);
        }

        Line changed() {
            return lines.stream()
                    .filter(line -> line.article.equals("changed"))
                    .findAny()
                    .orElseThrow();
        }
    }

    static final class Line implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String article;
        private int quantity;
        private String code;

        Line(String article, int quantity, String code) {
            this.article = article;
            this.quantity = quantity;
            this.code = code;
        }
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void aChangeOfTheSameBytesInAnotherOrderIsSaved(Serialization form) {
        AttributeSerializer values = FormSerializer.builder()
                .serialization(form)
                .allowTypes(List.of(Cart.class.getName(), Line.class.getName()))
                .build();
        MemshareSessionRepository here = shared.repository(0, values);
        MemshareSessionRepository there = shared.repository(1, values);
        for (int round = 0; round < 50; round++) {
            String id = saved(here, "cart", Cart.of(12, "xy"));
            change(here, found(here, id), "cart", Cart.of(21, "xy"));
            assertThat(((Cart) attribute(there, id, "cart")).changed().quantity).isEqualTo(21);

            MemshareSession session = found(here, id);
            Cart cart = session.getAttribute("cart");
            cart.changed().quantity = 12;
            change(here, session, "cart", cart);
            assertThat(((Cart) attribute(there, id, "cart")).changed().quantity).isEqualTo(12);

            MemshareSession inPlace = found(there, id);
            inPlace.<Cart>getAttribute("cart").changed().code = "yx";
            there.save(inPlace);
            assertThat(((Cart) attribute(here, id, "cart")).changed().code).isEqualTo("yx");
        }
    }
}
