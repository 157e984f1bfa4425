package io.memshare.acceptance.shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Classes of the application that extend others. */
@SuppressWarnings("unused")
public final class Hierarchies {

    private Hierarchies() {}

    public abstract static class Entity<I extends Serializable> implements Serializable {
        private I id;
        private String name;

        protected Entity(I id, String name) {
            this.id = id;
            this.name = name;
        }

        protected Entity() {}
    }

    public static class Customer extends Entity<Long> {
        private String mail;

        public Customer(Long id, String name, String mail) {
            super(id, name);
            this.mail = mail;
        }

        protected Customer() {}
    }

    /** Has a field of the name that its superclass uses. */
    public static class Renamed extends Customer {
        private String name;

        public Renamed(Long id, String name, String other) {
            super(id, name, name);
            this.name = other;
        }

        protected Renamed() {}
    }

    public static class Base {
        int base;

        public Base() {}
    }

    public static class StatefulBase extends Base implements Serializable {
        private String name = "x";

        public StatefulBase with(int value) {
            base = value;
            return this;
        }
    }

    public static class Stateless {}

    public static class StatelessBase extends Stateless implements Serializable {
        private String name = "x";
    }

    public static class BaseWithoutConstructor {
        final String base;

        public BaseWithoutConstructor(String base) {
            this.base = base;
        }
    }

    /** Java serialization writes it and cannot read it: the superclass has no constructor without arguments. */
    public static class Unreadable extends BaseWithoutConstructor implements Serializable {
        private String name = "x";

        public Unreadable() {
            super("base");
        }
    }

    public static class Names extends ArrayList<String> {
        private String owner = "me";

        public Names(String... names) {
            super(List.of(names));
        }
    }

    public static class Index extends HashMap<Long, String> {
        private final String owner;

        public Index(String owner) {
            this.owner = owner;
            put(1L, "one");
        }
    }

    public static class Sorted extends TreeMap<String, Object> {
        public Sorted() {
            super(new ByLength());
            put("abc", 1L);
            put("ab", 2);
        }
    }

    /** The usual cache of the last entries. */
    public static class Latest<K, V> extends LinkedHashMap<K, V> {
        private final int most;

        public Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    public static class Deadline extends Date {
        private String reason = "x";

        public Deadline(long time) {
            super(time);
        }
    }

    public sealed interface Shape extends Serializable permits Circle, Square {}

    public static final class Circle implements Shape {
        private final double radius;

        public Circle(double radius) {
            this.radius = radius;
        }
    }

    public static final class Square implements Shape {
        private final int side;

        public Square(int side) {
            this.side = side;
        }
    }

    public static class Drawing implements Serializable {
        private final List<Shape> shapes;
        private final Shape first;

        public Drawing(List<Shape> shapes) {
            this.shapes = new ArrayList<>(shapes);
            this.first = shapes.get(0);
        }
    }

    /** The session's wizard: generic, with a type variable for its pages. */
    public static class Wizard<P extends Serializable> implements Serializable {
        private final List<P> pages = new ArrayList<>();
        private P current;

        public Wizard<P> at(P page) {
            pages.add(page);
            current = page;
            return this;
        }
    }
}
