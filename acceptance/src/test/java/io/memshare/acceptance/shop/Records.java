package io.memshare.acceptance.shop;

import io.memshare.acceptance.library.Catalogue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Records of the application. */
public final class Records {

    private Records() {}

    public record Point(int x, int y) implements Serializable {}

    public record Empty() implements Serializable {}

    public record Order(long id, LocalDate day, List<Line> lines, Map<Long, Colour> colours) implements Serializable {}

    public record Line(String article, int count, BigDecimal price) implements Serializable {}

    public record Box<T>(T content) implements Serializable {}

    public record Choice(Optional<String> coupon) implements Serializable {}

    public record Range(int from, int to) implements Serializable {
        public Range {
            if (from > to) {
                throw new IllegalArgumentException("from " + from + " is above to " + to);
            }
        }

        public Range(int only) {
            this(only, only);
        }
    }

    public record Doubling(int value) implements Serializable {
        public Doubling {
            value = value < 1000 ? value * 2 : value;
        }
    }

    public record Prices(double[] values, String... names) implements Serializable {}

    public sealed interface Payment extends Serializable permits Card, Cash {}

    public record Card(String number) implements Payment {}

    public record Cash() implements Payment {}

    public record Paid(Payment payment, Object note) implements Serializable {}

    public record Hidden(
            String name, @SuppressWarnings("unused") int getCount, boolean isOpen) implements Serializable {}

    public record NotSerializable(String name) {}

    /** Has components of final types that are not allowed in a session. */
    public record WithoutForeign(String name, Catalogue catalogue, Catalogue[] more, OptionalInt count, Void nothing)
            implements Serializable {}

    record PackagePrivate(String name) implements Serializable {}

    private record Secret(String name) implements Serializable {}

    public record Replaced(String name) implements Serializable {
        private Object writeReplace() {
            return new ReplacedForm(name);
        }
    }

    private record ReplacedForm(String name) implements Serializable {
        private Object readResolve() {
            return new Replaced(Objects.requireNonNull(name));
        }
    }

    public static Object packagePrivate() {
        return new PackagePrivate("a");
    }

    public static Object secret() {
        return new Secret("a");
    }

    public static Object local() {
        record Local(String name) implements Serializable {}
        return new Local("a");
    }
}
