package io.memshare.acceptance.shop;

import io.memshare.acceptance.library.Catalogue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Beans of the application. Their state is their fields. */
@SuppressWarnings("unused")
public final class Beans {

    private Beans() {}

    public static class Plain implements Serializable {
        private String name;
        private int count;

        public Plain() {}

        public Plain(String name, int count) {
            this.name = name;
            this.count = count;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Plain that && count == that.count && Objects.equals(name, that.name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, count);
        }
    }

    public static class NoEquals implements Serializable {
        private final String name;

        public NoEquals(String name) {
            this.name = name;
        }
    }

    public static class AllPrimitives implements Serializable {
        private byte aByte = Byte.MIN_VALUE;
        private short aShort = Short.MAX_VALUE;
        private int anInt = Integer.MIN_VALUE;
        private long aLong = Long.MAX_VALUE;
        private float aFloat = Float.NaN;
        private double aDouble = Double.NEGATIVE_INFINITY;
        private char aChar = '\u0000';
        private boolean aBoolean = true;
        private volatile int aVolatile = 4;
    }

    public static class FieldsOfAllSorts implements Serializable {
        private Object number = 5L;
        private Number counted = 5;
        private Comparable<?> comparable = LocalDate.EPOCH;
        private CharSequence text = new StringBuilder("x");
        private List<Object> objects = new ArrayList<>(List.of(1L, "a", Colour.RED));
        private Map<Long, Plain> plain = new HashMap<>(Map.of(1L, new Plain("a", 1)));
        private Map<Colour, List<UUID>> ids = new EnumMap<>(Map.of(Colour.RED, List.of(new UUID(1, 2))));
        private EnumSet<Colour> colours = EnumSet.of(Colour.BLUE);
        private Set<? extends Number> wild = Set.of(1, 2L);
        private BigDecimal price = new BigDecimal("1.10");
        private Class<?> type = Plain.class;
        private AtomicInteger counter = new AtomicInteger(3);
        private Date date = new java.sql.Timestamp(5);
        private int[][] matrix = {{1}, {}};
        private List<int[]> arrays = new ArrayList<>(List.of(new int[] {1}));
        private String nothing;
    }

    public static class OddNames implements Serializable {
        private String URL = "a";
        private String aName = "b";
        private int xIndex = 1;
        private boolean isOpen = true;
        private boolean open;
        private String _under = "c";
        private String $dollar = "d";
        private String größe = "e";

        public String getName() {
            return "getter without a field";
        }

        public boolean isEmpty() {
            throw new IllegalStateException("a getter that fails");
        }
    }

    public static class PrivateConstructor implements Serializable {
        private String name;

        private PrivateConstructor() {}

        public static PrivateConstructor named(String name) {
            PrivateConstructor made = new PrivateConstructor();
            made.name = name;
            return made;
        }
    }

    public static class SeveralConstructors implements Serializable {
        private String name;
        private int count;

        public SeveralConstructors(String name) {
            this(name, 1);
        }

        public SeveralConstructors(int count) {
            this("x", count);
        }

        public SeveralConstructors(String name, int count) {
            this.name = name;
            this.count = count;
        }
    }

    public static class OneValidatingConstructor implements Serializable {
        private final String name;
        private final List<String> tags;

        public OneValidatingConstructor(String name, List<String> tags) {
            this.name = Objects.requireNonNull(name, "name");
            if (tags.size() > 2) {
                throw new IllegalArgumentException("too many tags");
            }
            this.tags = new ArrayList<>(tags);
        }

        public OneValidatingConstructor and(String tag) {
            tags.add(tag);
            return this;
        }
    }

    public static class ValidatingBesideNoArgument implements Serializable {
        private String mail;

        public ValidatingBesideNoArgument() {}

        public ValidatingBesideNoArgument(String mail) {
            if (!mail.contains("@")) {
                throw new IllegalArgumentException("not a mail address");
            }
            this.mail = mail;
        }

        public ValidatingBesideNoArgument becomes(String any) {
            mail = any;
            return this;
        }
    }

    public static class ConstructorWithSwappedNames implements Serializable {
        private final String first;
        private final String last;

        public ConstructorWithSwappedNames(String last, String first) {
            this.first = last;
            this.last = first;
        }
    }

    public static class ThrowingConstructor implements Serializable {
        private String name;

        public ThrowingConstructor() {
            throw new IllegalStateException("only for frameworks that do not exist");
        }

        private ThrowingConstructor(String name) {
            this.name = name;
        }

        public static ThrowingConstructor named(String name) {
            return new ThrowingConstructor(name);
        }
    }

    public static class FillingConstructor implements Serializable {
        private List<String> roles = new ArrayList<>(List.of("default"));
        private String name = "default";
        private Map<String, Integer> counts = new HashMap<>(Map.of("default", 1));

        public FillingConstructor emptied() {
            roles.clear();
            name = null;
            counts = null;
            return this;
        }
    }

    /** As Lombok's {@code @Value} and {@code @Builder} make it. */
    public static final class LombokValue implements Serializable {
        private final String name;
        private final Integer count;
        private final boolean active;

        private LombokValue(String name, Integer count, boolean active) {
            this.name = name;
            this.count = count;
            this.active = active;
        }

        public static Builder builder() {
            return new Builder();
        }

        public boolean isActive() {
            return active;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LombokValue that
                    && active == that.active
                    && Objects.equals(name, that.name)
                    && Objects.equals(count, that.count);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, count, active);
        }

        /** Its builder. */
        public static final class Builder {
            private String name;
            private Integer count;

            public Builder name(String value) {
                name = value;
                return this;
            }

            public Builder count(Integer value) {
                count = value;
                return this;
            }

            public LombokValue build() {
                return new LombokValue(name, count, true);
            }
        }
    }

    /** As Kotlin compiles a data class with default values. */
    public static final class KotlinData implements Serializable {
        private final String name;
        private final List<String> tags;

        public KotlinData(String name, List<String> tags) {
            this.name = Objects.requireNonNull(name);
            this.tags = Objects.requireNonNull(tags);
        }

        public KotlinData(String name, List<String> tags, int mask, Object marker) {
            this((mask & 1) == 0 ? name : "default", tags);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof KotlinData that && name.equals(that.name) && tags.equals(that.tags);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, tags);
        }
    }

    public static class FinalWithInitializer implements Serializable {
        private final String constant = "constant";
        private final List<String> items = new ArrayList<>();

        public FinalWithInitializer with(String item) {
            items.add(item);
            return this;
        }
    }

    public static class WithTransient implements Serializable {
        private static int made;
        private String name = "x";
        private transient Thread worker = new Thread("worker");
        private transient String cached = "cached";
    }

    public static class WithOptional implements Serializable {
        private Optional<String> coupon = Optional.of("x");
    }

    public static class WithoutForeign implements Serializable {
        private String name = "x";
        private Catalogue catalogue;
        private Catalogue[] more;
        private OptionalInt count;
        private Void nothing;
    }

    public static class NotSerializable {
        private String name = "x";
        private List<Long> numbers = new ArrayList<>(List.of(1L));
    }

    public static class HoldsNotSerializable implements Serializable {
        private NotSerializable held = new NotSerializable();
    }

    public static class HoldsThread implements Serializable {
        private Thread held = new Thread("not started");
    }

    static class PackagePrivate implements Serializable {
        private String name = "x";
    }

    public static Object packagePrivate() {
        return new PackagePrivate();
    }

    private static final class Secret implements Serializable {
        private final String name = "x".trim();
    }

    public static Object secret() {
        return new Secret();
    }

    public static class Größe implements Serializable {
        private int breite = 1;
    }

    public static class Dollar$Sign implements Serializable {
        private int one = 1;
    }
}
