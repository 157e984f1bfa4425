package io.memshare.serializer.shop;

import io.memshare.serializer.shopping.Receipt;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Types of an application that are odd in one way each. */
public final class Kinds {

    private Kinds() {}

    public static final class ByLength implements Comparator<String>, Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public int compare(String left, String right) {
            return Integer.compare(left.length(), right.length());
        }
    }

    /** Two values. */
    public record Two(Object left, Object right) implements Serializable {}

    public static class Base implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String text;

        Base(String text) {
            this.text = text;
        }
    }

    /** Has a field of the name of another in its superclass. */
    public static final class Hidden extends Base {

        private static final long serialVersionUID = 1L;

        private final String text;

        public Hidden(String text, String above) {
            super(above);
            this.text = text;
        }

        public List<String> texts() {
            return List.of(text, super.text);
        }
    }

    /** Compared by a rank, which may change. */
    public static final class Ranked implements Comparable<Ranked>, Serializable {

        private static final long serialVersionUID = 1L;

        private int rank;

        public Ranked(int rank) {
            this.rank = rank;
        }

        public void setRank(int rank) {
            this.rank = rank;
        }

        @Override
        public int compareTo(Ranked other) {
            return Integer.compare(rank, other.rank);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ranked ranked && ranked.rank == rank;
        }

        @Override
        public int hashCode() {
            return rank;
        }
    }

    /** Writes no field, although it has one. */
    public static final class OwnForm implements Serializable {

        private static final long serialVersionUID = 1L;

        private String text;

        public OwnForm(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeUTF(text);
        }

        private void readObject(ObjectInputStream in) throws IOException {
            text = in.readUTF();
        }
    }

    /** Has a constructor that would refuse some of its values. */
    public static final class Validated implements Serializable {

        private static final long serialVersionUID = 1L;

        private String name;

        private Validated() {
            this.name = "unnamed";
        }

        public Validated(String name) {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a name");
            }
            this.name = name;
        }

        public static Validated broken() {
            Validated made = new Validated();
            made.name = "";
            return made;
        }

        public String name() {
            return name;
        }
    }

    /** Has fields of final types that are not allowed in a session. */
    public record Foreign(
            String name,
            Receipt receipt,
            Receipt.State state,
            Receipt[] receipts,
            OptionalInt number,
            Void nothing,
            String after) {

        public static Foreign none() {
            return new Foreign("a", null, null, null, null, null, "b");
        }

        /** The same in a bean. */
        public static final class Bean {

            public String name = "a";
            public Receipt receipt;
            public Receipt.State state;
            public Receipt[] receipts;
            public OptionalInt number;
            public Void nothing;
            public String after = "b";
        }
    }

    /** Its constructor without parameters is not meant to be called. */
    public static final class Throwing implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;

        Throwing() {
            throw new UnsupportedOperationException();
        }

        public Throwing(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }
    }
}
