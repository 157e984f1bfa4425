package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Beans;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.util.BitSet;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Single values of the JDK but those of time. */
final class JdkValueKinds {

    private JdkValueKinds() {}

    static void addTo(Kinds kinds) {
        text(kinds);
        numbers(kinds);
        locales(kinds);
        network(kinds);
        mutable(kinds);
        kinds.add("jdk: UUID", () -> UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301"));
        kinds.add("jdk: Currency", () -> Currency.getInstance("EUR"));
        kinds.add("jdk: Class of the JDK", () -> String.class);
        kinds.add("jdk: Class of the application", () -> Beans.Plain.class);
        kinds.add("jdk: Class, primitive", () -> int.class);
        kinds.add("jdk: Charset", () -> StandardCharsets.UTF_8);
        kinds.add("jdk: Pattern", () -> Pattern.compile("[a-z]+"));
        kinds.add(
                "jdk: Pattern with flags",
                () -> Pattern.compile("[a-z]+ # x", Pattern.CASE_INSENSITIVE | Pattern.COMMENTS));
        kinds.add("jdk: File", () -> new File("/srv/reports/2026.pdf"));
        kinds.add("jdk: enum of java.lang", () -> Thread.State.BLOCKED);
        kinds.add("jdk: enum with bodies or fields", () -> TimeUnit.HOURS);
        kinds.add("jdk: enum of java.nio", () -> StandardOpenOption.CREATE_NEW);
        kinds.add("jdk: Optional", () -> Optional.of("x"));
        kinds.add("jdk: Optional, empty", Optional::empty);
        kinds.add("jdk: OptionalInt", () -> OptionalInt.of(4));
        kinds.add("jdk: Object", Object::new);
        kinds.add("jdk: Thread", () -> new Thread("not started"));
        kinds.add("jdk: StringJoiner", () -> new StringJoiner(","));
    }

    private static void text(Kinds kinds) {
        kinds.add("jdk: String", () -> "three shirts");
        kinds.add("jdk: String, empty", () -> "");
        kinds.add("jdk: String, 20,000 characters", () -> "0123456789".repeat(2000));
        kinds.add("jdk: String with control characters", () -> "a\u0000b\r\n\u001b[31m\u2028");
        kinds.add("jdk: String outside the basic plane", () -> "\uD83D\uDE00 \u00fc \u6f22");
        kinds.add("jdk: String with half a surrogate pair", () -> "a\uD83Db");
        kinds.add("jdk: String that looks like JSON", () -> "[\"java.util.ArrayList\",[1]]");
        kinds.add("jdk: Character", () -> '\u00e9');
        kinds.add("jdk: Character, half a surrogate pair", () -> '\uD83D');
        kinds.add("jdk: Character, zero", () -> '\u0000');
        kinds.add("jdk: Boolean", () -> Boolean.TRUE);
    }

    private static void numbers(Kinds kinds) {
        kinds.add("jdk: Byte", () -> (byte) -7);
        kinds.add("jdk: Short", () -> (short) 300);
        kinds.add("jdk: Integer", () -> 42);
        kinds.add("jdk: Integer, smallest", () -> Integer.MIN_VALUE);
        kinds.add("jdk: Long that fits into an Integer", () -> 42L);
        kinds.add("jdk: Long, largest", () -> Long.MAX_VALUE);
        kinds.add("jdk: Float", () -> 0.1f);
        kinds.add("jdk: Float, infinite", () -> Float.NEGATIVE_INFINITY);
        kinds.add("jdk: Double", () -> 0.1);
        kinds.add("jdk: Double, whole", () -> 3.0);
        kinds.add("jdk: Double, not a number", () -> Double.NaN);
        kinds.add("jdk: Double, infinite", () -> Double.POSITIVE_INFINITY);
        kinds.add("jdk: Double, minus zero", () -> -0.0);
        kinds.add("jdk: Double, smallest", () -> Double.MIN_VALUE);
        kinds.add("jdk: BigInteger", () -> new BigInteger("123456789012345678901234567890"));
        kinds.add("jdk: BigInteger that fits into an Integer", () -> BigInteger.TEN);
        kinds.add("jdk: BigDecimal", () -> new BigDecimal("19.90"));
        kinds.add("jdk: BigDecimal, whole", () -> new BigDecimal("5"));
        kinds.add("jdk: BigDecimal with an exponent", () -> new BigDecimal("1E+400"));
        kinds.add("jdk: BigDecimal with 100 places", () -> new BigDecimal("0." + "3".repeat(100)));
        kinds.add("jdk: MathContext", () -> MathContext.DECIMAL64);
    }

    private static void locales(Kinds kinds) {
        kinds.add("jdk: Locale", () -> Locale.GERMANY);
        kinds.add("jdk: Locale, root", () -> Locale.ROOT);
        kinds.add("jdk: Locale with a country only", () -> new Locale("", "DE"));
        kinds.add("jdk: Locale with a variant", () -> new Locale("no", "NO", "NY"));
        kinds.add("jdk: Locale with a variant that no language tag can say", () -> new Locale("en", "US", "x y"));
        kinds.add("jdk: Locale, Japanese calendar", () -> new Locale("ja", "JP", "JP"));
        kinds.add("jdk: Locale, old code of Hebrew", () -> new Locale("iw", "IL"));
        kinds.add("jdk: Locale with extensions", () -> Locale.forLanguageTag("de-DE-u-co-phonebk-x-shop"));
        kinds.add("jdk: Locale with a script", () -> Locale.forLanguageTag("sr-Latn-RS"));
        kinds.add("jdk: Locale, ill-formed", () -> new Locale("german language"));
    }

    private static void network(Kinds kinds) {
        kinds.add("jdk: URI", () -> URI.create("https://shop.example/a%20b?c=d#e"));
        kinds.add("jdk: URI, opaque", () -> URI.create("mailto:a@shop.example"));
        kinds.add("jdk: URL", () -> new URL("https://127.0.0.1:9443/issuer?a=b#c"));
        kinds.add("jdk: URL without a port", () -> new URL("https://127.0.0.1/issuer"));
        kinds.add("jdk: URL of IPv6", () -> new URL("http://[::1]:8080/"));
        kinds.add("jdk: InetAddress, version 4", () -> InetAddress.getByAddress(new byte[] {10, 0, 0, 1}));
        kinds.add("jdk: InetAddress with a name", () -> InetAddress.getByAddress("app1", new byte[] {10, 0, 0, 1}));
        kinds.add("jdk: InetAddress, version 6", () -> InetAddress.getByName("2001:db8::1"));
        kinds.add(
                "jdk: InetSocketAddress",
                () -> new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 80));
        kinds.add("jdk: InetSocketAddress, unresolved", () -> InetSocketAddress.createUnresolved("app1.example", 443));
    }

    private static void mutable(Kinds kinds) {
        kinds.add("jdk: StringBuilder", () -> new StringBuilder("to be continued"));
        kinds.add("jdk: StringBuffer", () -> new StringBuffer("to be continued"));
        kinds.add("jdk: BitSet", () -> BitSet.valueOf(new long[] {5, 0, 1L << 40}));
        kinds.add("jdk: Properties", () -> properties(null));
        kinds.add("jdk: Properties with defaults", () -> properties(properties(null)));
        kinds.add("jdk: AtomicBoolean", () -> new AtomicBoolean(true));
        kinds.add("jdk: AtomicInteger", () -> new AtomicInteger(4));
        kinds.add("jdk: AtomicLong", () -> new AtomicLong(1L << 40));
        kinds.add("jdk: AtomicReference", () -> new AtomicReference<>("x"));
        kinds.add("jdk: AtomicReference to a bean", () -> new AtomicReference<>(new Beans.Plain("x", 1)));
        kinds.add("jdk: AtomicReference, empty", AtomicReference::new);
        kinds.add("jdk: AtomicIntegerArray", () -> new AtomicIntegerArray(new int[] {1, 2}));
        kinds.add("jdk: AtomicLongArray", () -> new AtomicLongArray(new long[] {1, 2}));
        kinds.add("jdk: AtomicReferenceArray", () -> new AtomicReferenceArray<>(new String[] {"a", null}));
        kinds.add("jdk: LongAdder", () -> {
            LongAdder adder = new LongAdder();
            adder.add(17);
            return adder;
        });
        kinds.add("jdk: DoubleAdder", () -> {
            DoubleAdder adder = new DoubleAdder();
            adder.add(1.5);
            return adder;
        });
        kinds.add("jdk: Random", () -> new Random(5));
        kinds.add("jdk: ReentrantLock", ReentrantLock::new);
        kinds.add(
                "jdk: DecimalFormat",
                () -> new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.GERMANY)));
        kinds.add("jdk: SimpleDateFormat", () -> {
            SimpleDateFormat format = new SimpleDateFormat("dd.MM.yyyy", Locale.GERMANY);
            format.set2DigitYearStart(new java.util.Date(0));
            format.setTimeZone(java.util.TimeZone.getTimeZone("UTC"));
            return format;
        });
        kinds.add("jdk: MessageFormat", () -> new MessageFormat("{0} items", Locale.ENGLISH));
    }

    private static Properties properties(Properties defaults) {
        Properties properties = new Properties(defaults);
        properties.setProperty(defaults == null ? "colour" : "size", "17");
        return properties;
    }
}
