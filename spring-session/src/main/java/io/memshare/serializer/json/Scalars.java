package io.memshare.serializer.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plans of numbers and of values that are stored as text. */
@SuppressWarnings("JavaUtilDate") // applications store them
final class Scalars {

    /**
     * The maximum length of a number. Converting longer numbers between digits and bits takes too long, so they have
     * the Java form, which stores the bits.
     */
    private static final int MOST_BITS = 8192;

    /** The exponent in the text of a number with a smaller scale may be too large to be read. */
    private static final int LEAST_SCALE = Integer.MIN_VALUE + MOST_BITS;

    private static final int MOST_YEARS_WITHOUT_SIGN = 9999;

    static final Map<Class<?>, TypePlan> PLANS = Stream.of(numbers(), texts(), times())
            .flatMap(plans -> plans)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Scalars() {}

    private static Stream<Map.Entry<Class<?>, TypePlan>> numbers() {
        return Stream.of(
                Map.entry(Integer.class, NumberPlan.INTEGER),
                Map.entry(int.class, NumberPlan.INTEGER),
                Map.entry(Long.class, NumberPlan.LONG),
                Map.entry(long.class, NumberPlan.LONG),
                Map.entry(Short.class, NumberPlan.SHORT),
                Map.entry(short.class, NumberPlan.SHORT),
                Map.entry(Byte.class, NumberPlan.BYTE),
                Map.entry(byte.class, NumberPlan.BYTE),
                Map.entry(Boolean.class, NumberPlan.BOOLEAN),
                Map.entry(boolean.class, NumberPlan.BOOLEAN),
                Map.entry(Character.class, NumberPlan.CHARACTER),
                Map.entry(char.class, NumberPlan.CHARACTER),
                Map.entry(Double.class, NumberPlan.DOUBLE),
                Map.entry(double.class, NumberPlan.DOUBLE),
                Map.entry(Float.class, NumberPlan.FLOAT),
                Map.entry(float.class, NumberPlan.FLOAT));
    }

    private static Stream<Map.Entry<Class<?>, TypePlan>> texts() {
        return Stream.of(
                scalar(String.class, text -> text, text -> text),
                entry(new ScalarPlan<>(BigDecimal.class, BigDecimal::toString, Scalars::bigDecimal)
                        .where(number -> number.scale() > LEAST_SCALE && isShort(number.unscaledValue()))),
                entry(new ScalarPlan<>(BigInteger.class, BigInteger::toString, text -> new BigInteger(digits(text)))
                        .where(Scalars::isShort)),
                scalar(UUID.class, UUID::toString, UUID::fromString),
                scalar(URI.class, URI::toString, URI::create),
                scalar(Currency.class, Currency::getCurrencyCode, Currency::getInstance),
                entry(new ScalarPlan<>(Locale.class, Locale::toLanguageTag, Locale::forLanguageTag)
                        .where(locale ->
                                Locale.forLanguageTag(locale.toLanguageTag()).equals(locale))),
                entry(new ScalarPlan<>(
                                Date.class,
                                date -> Long.toString(date.getTime()),
                                text -> new Date(Long.parseLong(text)))
                        .mutable()));
    }

    private static Stream<Map.Entry<Class<?>, TypePlan>> times() {
        ScalarPlan<ZoneId> region = new ScalarPlan<>(ZoneId.class, ZoneId::getId, ZoneId::of);
        return Stream.of(
                scalar(Instant.class, Instant::toString, Instant::parse),
                scalar(LocalDate.class, LocalDate::toString, LocalDate::parse),
                scalar(LocalTime.class, LocalTime::toString, LocalTime::parse),
                scalar(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse),
                scalar(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse),
                scalar(OffsetTime.class, OffsetTime::toString, OffsetTime::parse),
                scalar(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of),
                Map.entry(
                        ZoneId.of("Europe/Berlin").getClass(),
                        region.where(zone -> ZoneId.of(zone.getId()).getClass() == zone.getClass())),
                scalar(Duration.class, Duration::toString, Duration::parse),
                scalar(Period.class, Period::toString, Period::parse),
                scalar(Year.class, year -> Integer.toString(year.getValue()), text -> Year.of(Integer.parseInt(text))),
                scalar(YearMonth.class, Scalars::text, YearMonth::parse),
                scalar(MonthDay.class, MonthDay::toString, MonthDay::parse));
    }

    /** Unlike that of other types of time, its own text has no sign before a year that needs one to be read. */
    private static String text(YearMonth month) {
        return month.getYear() > MOST_YEARS_WITHOUT_SIGN ? "+" + month : month.toString();
    }

    private static <T> Map.Entry<Class<?>, TypePlan> scalar(
            Class<T> type, Function<T, String> write, Function<String, T> read) {
        return entry(new ScalarPlan<>(type, write, read));
    }

    private static Map.Entry<Class<?>, TypePlan> entry(ScalarPlan<?> plan) {
        return Map.entry(plan.type(), plan);
    }

    private static boolean isShort(BigInteger number) {
        return number.bitLength() <= MOST_BITS;
    }

    private static BigDecimal bigDecimal(String text) {
        return new BigDecimal(digits(text));
    }

    private static String digits(String text) {
        if (text.length() > MOST_BITS / 2) {
            throw new NumberFormatException("too many digits");
        }
        return text;
    }
}
