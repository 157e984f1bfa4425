package io.memshare.acceptance.kinds;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.time.temporal.WeekFields;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;

/** Dates, times and what goes with them. */
final class TimeKinds {

    private static final LocalDateTime AT = LocalDateTime.of(2026, 3, 29, 2, 30, 15, 123_456_789);

    private static final LocalDate DAY = AT.toLocalDate();

    private TimeKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("time: Instant", () -> AT.toInstant(ZoneOffset.UTC));
        kinds.add("time: Instant, earliest", () -> Instant.MIN);
        kinds.add("time: LocalDate", () -> DAY);
        kinds.add("time: LocalDate, latest", () -> LocalDate.MAX);
        kinds.add("time: LocalTime", AT::toLocalTime);
        kinds.add("time: LocalTime, midnight", () -> LocalTime.MIDNIGHT);
        kinds.add("time: LocalDateTime", () -> AT);
        kinds.add("time: OffsetDateTime", () -> OffsetDateTime.of(AT, ZoneOffset.ofHoursMinutes(5, 45)));
        kinds.add("time: OffsetTime", () -> OffsetTime.of(AT.toLocalTime(), ZoneOffset.ofHours(-3)));
        kinds.add("time: ZonedDateTime", () -> ZonedDateTime.of(AT, ZoneId.of("Europe/Berlin")));
        kinds.add(
                "time: ZonedDateTime, second of two equal hours",
                () -> ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                        .withLaterOffsetAtOverlap());
        kinds.add("time: ZonedDateTime of an offset", () -> ZonedDateTime.of(AT, ZoneOffset.UTC));
        kinds.add("time: ZoneId", () -> ZoneId.of("Asia/Kathmandu"));
        kinds.add("time: ZoneId with an offset", () -> ZoneId.of("UTC+1"));
        kinds.add("time: ZoneOffset", () -> ZoneOffset.ofHoursMinutesSeconds(1, 2, 3));
        kinds.add("time: Duration", () -> Duration.ofSeconds(-1, 5));
        kinds.add("time: Period", () -> Period.of(1, -2, 3));
        kinds.add("time: Year", () -> Year.of(-44));
        kinds.add("time: YearMonth", () -> YearMonth.of(2026, 2));
        kinds.add("time: MonthDay", () -> MonthDay.of(2, 29));
        kinds.add("time: Month", () -> Month.MAY);
        kinds.add("time: DayOfWeek", () -> DayOfWeek.SUNDAY);
        kinds.add("time: JapaneseDate", () -> JapaneseDate.from(DAY));
        kinds.add("time: JapaneseEra", () -> JapaneseEra.REIWA);
        kinds.add("time: HijrahDate", () -> HijrahDate.from(DAY));
        kinds.add("time: MinguoDate", () -> MinguoDate.from(DAY));
        kinds.add("time: ThaiBuddhistDate", () -> ThaiBuddhistDate.from(DAY));
        kinds.add(
                "time: date and time of another calendar",
                () -> JapaneseDate.from(DAY).atTime(AT.toLocalTime()));
        kinds.add("time: Clock of the system", Clock::systemUTC);
        kinds.add("time: Clock, fixed", () -> Clock.fixed(Instant.EPOCH, ZoneId.of("Europe/Berlin")));
        kinds.add("time: ChronoUnit", () -> ChronoUnit.FOREVER);
        kinds.add("time: WeekFields", () -> WeekFields.of(Locale.US));
        kinds.add("time: ValueRange", () -> ValueRange.of(1, 28, 31));
        kinds.add("time: DateTimeFormatter", () -> DateTimeFormatter.ISO_DATE);
        old(kinds);
    }

    private static void old(Kinds kinds) {
        kinds.add("time: Date", () -> new Date(1_700_000_000_123L));
        kinds.add("time: java.sql.Date", () -> new java.sql.Date(1_700_000_000_123L));
        kinds.add("time: java.sql.Time", () -> new Time(1_700_000_000_123L));
        kinds.add("time: java.sql.Timestamp", () -> {
            Timestamp timestamp = new Timestamp(1_700_000_000_000L);
            timestamp.setNanos(123_456_789);
            return timestamp;
        });
        kinds.add("time: GregorianCalendar", () -> calendar("Europe/Berlin"));
        kinds.add("time: GregorianCalendar, strict", () -> {
            GregorianCalendar calendar = calendar("UTC");
            calendar.setLenient(false);
            calendar.setFirstDayOfWeek(GregorianCalendar.MONDAY);
            calendar.setMinimalDaysInFirstWeek(4);
            return calendar;
        });
        kinds.add("time: TimeZone", () -> TimeZone.getTimeZone("America/New_York"));
        kinds.add("time: TimeZone of an offset", () -> TimeZone.getTimeZone("GMT+05:30"));
        kinds.add(
                "time: SimpleTimeZone",
                () -> new SimpleTimeZone(3_600_000, "Shop/Time", 2, -1, 1, 7_200_000, 9, -1, 1, 7_200_000));
    }

    private static GregorianCalendar calendar(String zone) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.GERMANY);
        calendar.setTimeInMillis(1_700_000_000_123L);
        return calendar;
    }
}
