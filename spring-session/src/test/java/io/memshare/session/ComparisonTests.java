package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTests {

    private final AttributeSerializer serializer =
            FormSerializer.builder().allowTypes(List.of(Item.class.getName())).build();
    private final Comparison comparison = new Comparison(serializer);

    /** Hashed by its identity. */
    public static class Item implements Serializable {

        private static final long serialVersionUID = 1L;

        private int number;

        Item(int number) {
            this.number = number;
        }
    }

    private boolean isSame(byte[] before, Object known) {
        return comparison.isSame(before, known, known, serializer.encode(known));
    }

    @Test
    void twoElementsThatAreHashedByIdentityAreUnchanged() {
        byte[] stored = serializer.encode(new HashSet<>(Set.of(new Item(1), new Item(2))));
        for (int i = 0; i < 60; i++) {
            assertThat(isSame(stored, serializer.decode(stored))).isTrue();
        }
    }

    @Test
    void anElementWithAnotherNumberIsAChange() {
        byte[] stored = serializer.encode(new HashSet<>(Set.of(new Item(1), new Item(2))));
        Set<?> known = (Set<?>) serializer.decode(stored);
        ((Item) known.iterator().next()).number = 3;
        assertThat(isSame(stored, known)).isFalse();
    }
}
