package io.memshare.acceptance.kinds;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.text.Format;
import java.text.SimpleDateFormat;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Pattern;

/** Portraits of the JDK's values that refer to no others. */
final class LeafPortraits {

    private LeafPortraits() {}

    /** Tells whether the value is one of them itself; a subclass of the application is none. */
    static boolean has(Object value) {
        return value.getClass().getModule() == Object.class.getModule() && isKnown(value)
                || value.getClass().getModule() == java.sql.Date.class.getModule() && value instanceof Date;
    }

    private static boolean isKnown(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof UUID
                || value instanceof URI
                || value instanceof URL
                || value instanceof Class<?>
                || value instanceof Charset
                || value instanceof Currency
                || value instanceof Locale
                || value instanceof File
                || value instanceof Pattern
                || value instanceof InetAddress
                || value instanceof InetSocketAddress
                || value instanceof BitSet
                || value instanceof AtomicBoolean
                || value instanceof AtomicIntegerArray
                || value instanceof AtomicLongArray
                || value instanceof Format
                || isTime(value);
    }

    private static boolean isTime(Object value) {
        return value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof ZoneId
                || value instanceof Date
                || value instanceof Calendar
                || value instanceof TimeZone;
    }

    /** Tells whether it matters that two such values are one and the same. */
    static boolean isMutable(Object value) {
        return value instanceof Date
                || value instanceof Calendar
                || value instanceof Format
                || value instanceof BitSet
                || value instanceof StringBuilder
                || value instanceof StringBuffer
                || value.getClass().getName().startsWith("java.util.concurrent.atomic.");
    }

    static String of(Object value) {
        if (value instanceof Date date) {
            return date.getTime() + (date instanceof java.sql.Timestamp timestamp ? "." + timestamp.getNanos() : "");
        } else if (value instanceof Calendar calendar) {
            return calendar.getTimeInMillis() + " " + calendar.getTimeZone() + " " + calendar.isLenient() + " "
                    + calendar.getFirstDayOfWeek() + " " + calendar.getMinimalDaysInFirstWeek() + " "
                    + calendar.getCalendarType();
        } else if (value instanceof Pattern pattern) {
            return pattern.pattern() + " " + pattern.flags();
        } else if (value instanceof URL url) {
            return url.toExternalForm() + " " + url.getPort() + " " + url.getDefaultPort() + " " + url.getRef();
        } else if (value instanceof Locale locale) {
            return locale + " " + locale.toLanguageTag() + " " + locale.getVariant();
        } else if (value instanceof Format format) {
            return ofFormat(format);
        }
        return value.toString();
    }

    private static String ofFormat(Format format) {
        if (format instanceof SimpleDateFormat dates) {
            return dates.toLocalizedPattern() + " " + dates.getTimeZone() + " "
                    + dates.get2DigitYearStart().getTime() + " " + dates.format(new Date(0));
        } else if (format instanceof DecimalFormat numbers) {
            return numbers.toLocalizedPattern() + " " + numbers.getRoundingMode() + " " + numbers.format(-1234567.891);
        }
        return ofUnknown(format);
    }

    /** What Java serialization writes, for classes of the JDK that no portrait was made for. */
    static String ofUnknown(Object value) {
        if (!(value instanceof Serializable)) {
            return "not Serializable";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(value);
        } catch (IOException ex) {
            return "cannot be written: " + ex.getMessage();
        }
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    /** What Java serialization writes in the place of a lambda, or null if it writes none. */
    static SerializedLambda serialForm(Object lambda) {
        List<SerializedLambda> forms = new ArrayList<>();
        try (ObjectOutputStream stream = new ObjectOutputStream(OutputStream.nullOutputStream()) {
            {
                enableReplaceObject(true);
            }

            @Override
            protected Object replaceObject(Object replaced) {
                if (replaced instanceof SerializedLambda form) {
                    forms.add(form);
                }
                return replaced;
            }
        }) {
            stream.writeObject(lambda);
        } catch (IOException ex) {
            return null;
        }
        return forms.get(0);
    }
}
