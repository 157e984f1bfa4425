package io.memshare.serializer.shop;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Types of an application. */
public final class Shop {

    private Shop() {}

    public enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "not the name";
            }
        }
    }

    public record Price(BigDecimal amount, Currency currency) implements Serializable {}

    public record Item(String name, Price price, Color color, LocalDate since) implements Serializable {}

    public sealed interface Payment extends Serializable permits Card, Voucher {}

    public record Card(String number, ZonedDateTime valid) implements Payment {}

    public record Voucher(long value, OffsetDateTime issued) implements Payment {}

    public record Box(Object content) implements Serializable {}

    /** Everything that a declaration tells and no type id. */
    public record Declared(
            Map<Integer, Item> byNumber,
            Map<LocalDate, Color> byDate,
            EnumMap<Color, Payment> byColor,
            Set<Color> colors,
            List<Payment> payments,
            int[][] grid,
            Number number,
            Comparable<?> comparable)
            implements Serializable {}

    public record WithOptionals(Optional<String> text, Optional<LocalDate> date, Optional<Number> number) {}

    /** Private state, no setter, final collections, a subclass with more. */
    public static class Cart implements Serializable {

        private static final long serialVersionUID = 1L;

        private final List<Item> items = new ArrayList<>();
        private final Map<String, Object> extras = new LinkedHashMap<>();
        private final transient String derived = "derived";
        private int version;

        public Cart add(Item item) {
            items.add(item);
            version++;
            return this;
        }

        public Cart extra(String name, Object value) {
            extras.put(name, value);
            return this;
        }

        public String getLabel() {
            return derived + items.size();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Cart cart
                    && cart.getClass() == getClass()
                    && items.equals(cart.items)
                    && extras.equals(cart.extras)
                    && version == cart.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(items, extras, version);
        }
    }

    public static final class GiftCart extends Cart {

        private static final long serialVersionUID = 1L;

        private String greeting = "";

        public GiftCart greeting(String text) {
            greeting = text;
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && other instanceof GiftCart cart && greeting.equals(cart.greeting);
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + greeting.hashCode();
        }
    }

    /** A list with a field that no JSON array has. */
    public static final class NamedList extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        public String name = "";
    }

    /** A list without one. */
    public static final class PlainList extends ArrayList<String> {

        private static final long serialVersionUID = 1L;
    }

    /** Cannot be made again: its argument is not one of its fields. */
    public static final class NoWayBack implements Serializable {

        private static final long serialVersionUID = 1L;

        private final int doubled;

        public NoWayBack(int value, int other) {
            this.doubled = value * 2 + other;
        }

        public int doubled() {
            return doubled;
        }
    }

    /** Holds the above where no type id is written, so that only its object shows it. */
    public record Holder(NoWayBack content) {}

    public static final class Node implements Serializable {

        private static final long serialVersionUID = 1L;

        public Object next;
    }

    public static class Demo implements Serializable {

        private static final long serialVersionUID = 1L;

        public String text = "demo";
    }

    public static final class Demo2 {

        private Demo2() {}

        public static final class Evil extends Demo {

            private static final long serialVersionUID = 1L;
        }
    }

    /** Order of elements that have none. */
    public record Tag(String text) implements Serializable {

        public static Set<Tag> set(String... texts) {
            Set<Tag> tags = new HashSet<>();
            for (String text : texts) {
                tags.add(new Tag(text));
            }
            return tags;
        }
    }
}
