package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.shop.Kinds;
import io.memshare.serializer.shop.Shop;
import io.memshare.serializer.shopping.Trap;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignedObject;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.webflow.execution.repository.snapshot.SerializedFlowExecutionSnapshot;

/**
 * Bytes that somebody else has written to a node: small values that would take a thread, a heap or a class of another.
 * The timeouts tell work that never ends from work that does.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileBytesTests {

    private final AttributeSerializer serializer = FormSerializer.builder()
            .allowPackages(List.of("io.memshare.serializer.shop", "org.springframework", "java_"))
            .build();

    private static byte[] json(String json) {
        byte[] text = ("_" + json).getBytes(StandardCharsets.UTF_8);
        text[0] = 1;
        return text;
    }

    private static byte[] stream(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> serializer.decode(bytes)).isInstanceOf(AttributeSerializationException.class);
    }

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
    }

    private long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void setsNestedInSetsAreNotHashed() throws Exception {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            Set<Object> nextLeft = new HashSet<>(List.of("x"));
            Set<Object> nextRight = new HashSet<>();
            left.addAll(List.of(nextLeft, nextRight));
            right.addAll(List.of(nextLeft, nextRight));
            left = nextLeft;
            right = nextRight;
        }
        byte[] bytes = stream(root);
        assertThat(bytes).hasSizeLessThan(10_000);
        assertThatThrownBy(() -> serializer.decode(bytes))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("too many keys that may have the same hash code");
    }

    @Test
    void keysOfTheSameHashCodeAreBounded() throws Exception {
        Map<Object, Object> strings = new Hashtable<>();
        for (int i = 0; i < 12_000; i++) {
            strings.put(new Shop.Tag(colliding(i)), i);
        }
        assertRefused(json("[\"java.util.HashSet\",["
                + repeated(20_000, i -> "[\"java.util.ArrayList\",[\"" + colliding(i) + "\"]]")
                        .replace("[\"java.util.ArrayList\"", "[1")
                        .replaceFirst("\\[1", "[\"java.util.ArrayList\"")
                + "]]"));
        assertRefused(json("[\"java.util.Hashtable\",[" + repeated(20_000, i -> "\"" + colliding(i) + "\",1") + "]]"));
        assertRefused(json("[\"java.util.ImmutableCollections$SetN\",["
                + repeated(20_000, i -> "\"" + colliding(i) + "\"") + "]]"));
        assertRefused(stream(strings));
    }

    @Test
    void manyStringsOfTheSameHashCodeAreFine() {
        byte[] bytes = json("[\"java.util.HashSet\",[" + repeated(20_000, i -> "\"" + colliding(i) + "\"") + "]]");
        assertThat((Set<?>) serializer.decode(bytes)).hasSize(20_000);
    }

    /** "Aa" and "BB" have the same hash code. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    void collectionsThatClaimToBeLargeTogetherAreRefused() throws Exception {
        Object nested = new ArrayList<>(List.of("x"));
        for (int i = 0; i < 200; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        byte[] padded = stream(new Object[] {nested, new byte[200_000]});
        ByteBuffer sizes = ByteBuffer.wrap(padded);
        // The size of each list is the integer before the block data with its capacity.
        for (int i = 0; i < padded.length - 6; i++) {
            if (padded[i + 3] == 1 && padded[i + 4] == 0x77 && padded[i + 5] == 4) {
                sizes.putInt(i, 700_000);
            }
        }
        long allocated = allocatedBy(() -> assertRefused(padded));
        assertThat(allocated).isLessThan(20L * padded.length);
    }

    @Test
    void objectsTakeNoMoreMemoryThanTheirBytesAllow() {
        String wide = "io.memshare.serializer.form.HostileBytesTests$Wide";
        AttributeSerializer wideAllowed =
                FormSerializer.builder().allowTypes(List.of(wide)).build();
        byte[] bytes =
                json("[\"java.util.ArrayList\",[[\"" + wide + "\",[[]]]," + repeated(100_000, i -> "[1,[]]") + "]]");
        long allocated = allocatedBy(() -> assertThatThrownBy(() -> wideAllowed.decode(bytes))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("more memory than its bytes allow"));
        assertThat(allocated).isLessThan(60L * bytes.length);
    }

    /** Many fields. */
    public static class Wide implements Serializable {
        private static final long serialVersionUID = 1L;
        long a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z;
        long aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, ll, mm, nn, oo, pp, qq, rr, ss, tt, uu, vv, ww, xx, yy, zz;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1E2147483647",
                "99999999999",
                "[\"java.lang.Long\",1e999999999]",
                "[\"java.lang.Long\",99999999999999999999]",
                "[\"java.lang.Short\",70000]",
                "[\"java.lang.Character\",-1]",
                "[\"java.lang.Double\",1e999999999]",
                "[\"[I\",[1e99999999]]",
                "[\"java.time.Duration\",\"PT1e99999999S\"]"
            })
    void numbersAreNotExpanded(String json) {
        assertRefused(json(json));
    }

    @Test
    void digitsAreBounded() {
        assertRefused(json("[\"java.math.BigInteger\",\"" + "9".repeat(500_000) + "\"]"));
        assertRefused(json("[\"java.math.BigDecimal\",\"" + "9".repeat(500_000) + "\"]"));
        assertRefused(json("[\"java.lang.Double\",\"" + "9".repeat(500_000) + "\"]"));
    }

    @Test
    void setsThatCompareEachElementWithAllOthersAreNotMadeByFields() {
        assertRefused(
                json("[\"java.util.concurrent.CopyOnWriteArraySet\",[" + repeated(100_000, String::valueOf) + "]]"));
        assertThat((List<?>) serializer.decode(json("[\"java.util.concurrent.CopyOnWriteArrayList\",["
                        + repeated(100_000, String::valueOf) + "]]")))
                .hasSize(100_000);
    }

    @Test
    void nestingIsBounded() throws Exception {
        assertRefused(json("[".repeat(100_000)));
        assertRefused(json("[\"java.util.ArrayList\",[".repeat(100_000)));
        Object nested = "x";
        for (int i = 0; i < 700; i++) {
            nested = new Object[] {nested};
        }
        assertRefused(stream(nested));
    }

    @Test
    void causesAreBounded() throws Exception {
        Exception chain = new Exception("x");
        for (int i = 0; i < 99; i++) {
            chain = new Exception(chain);
        }
        assertThat(serializer.decode(serializer.encode(chain))).isInstanceOf(Exception.class);
        byte[] bytes = stream(new Exception(chain));
        assertRefused(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"java.util.ArrayList<java.io.File>\",[\"x\"]]",
                "[\"java.util.EnumMap<io.memshare.serializer.shop.Shop$Color,java.lang.String>\",[]]",
                "[\"java.util.HashMap<java.lang.Class,java.lang.Class>\",[]]",
                "[\"[Ljava.io.FileInputStream;\",[]]",
                "[\"[[[[[[[[[[[[I\",[]]",
                "[\"java.lang.Class\",\"java.io.File\"]",
                "[\"java.lang.Object\",[[]]]",
                "[\"io.memshare.serializer.shopping.Trap\",[[\"text\"],\"x\"]]",
                "[\"io.memshare.serializer.shop.Shop$Box\",[[\"content:io.memshare.serializer.shopping.Trap\"],[[]]]]",
                "[\"io.memshare.serializer.shop.NoSuchClass\",[[]]]",
                "[\"com.sun.rowset.JdbcRowSetImpl\",[[]]]",
                "[\"\",[]]",
                "[\"[\",[]]",
                "[5,[]]",
                "[-1,[]]",
                "[\"io.memshare.serializer.shop.Shop$Payment\",[[]]]",
                "{\"@class\":\"io.memshare.serializer.shop.Shop$Box\"}"
            })
    void typesThatAreNotAllowedOrNoneAreNotRead(String json) {
        int before = Trap.MADE.get();
        assertRefused(json(json));
        assertThat(Trap.MADE).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3cret.Value", "s3cret", "io.memshare.serializer.shop.s3cret", "s3cret\nline", "[Ls3cret;"})
    void theNameOfATypeIsToldOnlyIfThereIsSuchAClass(String name) {
        assertThatThrownBy(() -> serializer.decode(json("[\"" + name.replace("\n", "\\n") + "\",1]")))
                .satisfies(FormSerializerContract::tellsNoSecret);
        assertThatThrownBy(() -> serializer.decode(json("[\"java.util.Formatter\",1]")))
                .hasMessageContaining("java.util.Formatter");
    }

    @Test
    void namesOfNoClassAreNotRememberedByTheClassLoader() {
        List<String> asked = new ArrayList<>();
        ClassLoader listening = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                asked.add(name);
                return super.loadClass(name, resolve);
            }
        };
        AttributeSerializer watched = FormSerializer.builder()
                .classLoader(listening)
                .allowPackages(List.of("io.memshare.serializer.shop"))
                .build();
        for (int i = 0; i < 3000; i++) {
            int number = i;
            assertThatThrownBy(() -> watched.decode(json("[\"io.memshare.serializer.shop.No" + number + "\",1]")))
                    .isInstanceOf(AttributeSerializationException.class);
        }
        assertThat(asked).hasSizeLessThan(1100);
        assertThat(watched.decode(serializer.encode(new Shop.Box("x")))).isNotNull();
    }

    @Test
    void bytesWithinBytesAreRefused() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        SignedObject signed = new SignedObject("x", keys.getPrivate(), Signature.getInstance("SHA256withECDSA"));
        assertThatThrownBy(() -> serializer.encode(signed))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("java.security.SignedObject is never kept in a session, as it holds bytes");
        assertRefused(stream(signed));
        assertRefused(stream(new HashMap<>(Map.of("k", signed))));
    }

    private static Object snapshot(Object inner) throws Exception {
        SerializedFlowExecutionSnapshot snapshot = new SerializedFlowExecutionSnapshot();
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(stream(inner));
        }
        Field data = SerializedFlowExecutionSnapshot.class.getDeclaredField("flowExecutionData");
        data.setAccessible(true);
        data.set(snapshot, zipped.toByteArray());
        Field compressed = SerializedFlowExecutionSnapshot.class.getDeclaredField("compressed");
        compressed.setAccessible(true);
        compressed.set(snapshot, true);
        return snapshot;
    }

    private static List<Object> copies(int count, Object inner) throws Exception {
        List<Object> snapshots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            snapshots.add(snapshot(inner));
        }
        return snapshots;
    }

    @Test
    void manySnapshotsMayBeAsLargeAsOne() throws Exception {
        byte[] flat = stream(copies(40, new byte[10 << 20]));
        assertThat(flat).hasSizeLessThan(500_000);
        long allocated = allocatedBy(() -> assertThatThrownBy(() -> serializer.decode(flat))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("snapshots in it are too long"));
        assertThat(allocated).isLessThan(100L << 20);
        Object fine = copies(40, new byte[1000]);
        assertThat(serializer.decode(serializer.encode(fine))).isEqualTo(fine);
    }

    @Test
    void aSnapshotInASnapshotIsRefused() throws Exception {
        byte[] two = stream(snapshot(snapshot("x")));
        assertThatThrownBy(() -> serializer.decode(two))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("a snapshot within a snapshot");
        byte[] three = stream(snapshot(copies(20, copies(20, new byte[1 << 20]))));
        long allocated = allocatedBy(() -> assertRefused(three));
        assertThat(allocated).isLessThan(100L << 20);
    }

    @Test
    void theDepthOfASnapshotCountsFromTheOutside() throws Exception {
        Object inside = "x";
        for (int i = 0; i < 300; i++) {
            inside = new Object[] {inside};
        }
        serializer.decode(stream(snapshot(inside)));
        Object outside = snapshot(inside);
        for (int i = 0; i < 300; i++) {
            outside = new Object[] {outside};
        }
        assertRefused(stream(outside));
    }

    private static void described(DataOutputStream out, Class<?> type, int flags, String... fields) throws IOException {
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF(type.getName());
        out.writeLong(ObjectStreamClass.lookup(type).getSerialVersionUID());
        out.writeByte(flags);
        out.writeShort(fields.length);
        for (String field : fields) {
            out.writeByte(field.charAt(0));
            out.writeUTF(field.substring(1));
            if (field.charAt(0) == 'L') {
                String name = "Ljava/lang/Object;";
                out.writeByte(ObjectStreamConstants.TC_LONGSTRING);
                out.writeLong(name.length());
                out.writeBytes(name);
            }
        }
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL);
    }

    /** An object with the name of a type as a long string, and arrays that are nested too deep. */
    private static byte[] hidden() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(ObjectStreamConstants.TC_OBJECT);
        described(out, Shop.Box.class, 2, "Lcontent");
        out.writeByte(ObjectStreamConstants.TC_NULL);
        for (int i = 0; i < 700; i++) {
            out.writeByte(ObjectStreamConstants.TC_ARRAY);
            described(out, Object[].class, 2);
            out.writeInt(1);
        }
        out.writeByte(ObjectStreamConstants.TC_NULL);
        return bytes.toByteArray();
    }

    private static DataOutputStream begun(ByteArrayOutputStream bytes) throws IOException {
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        out.writeByte(ObjectStreamConstants.TC_OBJECT);
        return out;
    }

    @Test
    void whatAFieldOfAJdkClassSeemsToCoverIsInspected() throws Exception {
        byte[] hidden = hidden();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = begun(bytes);
        described(out, ArrayList.class, 3, "Ja", "Isize");
        out.writeByte(ObjectStreamConstants.TC_BLOCKDATALONG);
        out.writeInt(3 + 4 + 6 + hidden.length);
        out.write(new byte[3]);
        out.writeInt(2);
        out.writeByte(ObjectStreamConstants.TC_BLOCKDATA);
        out.writeByte(4);
        out.writeInt(2);
        out.write(hidden);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        assertRefused(bytes.toByteArray());
    }

    @Test
    void whatTheCodeOfAClassReadsIsWhatWasInspected() throws Exception {
        byte[] hidden = hidden();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = begun(bytes);
        described(out, Kinds.OwnForm.class, 3, "Ja");
        // The code reads a text, the inspection a number.
        out.writeByte(ObjectStreamConstants.TC_BLOCKDATA);
        out.writeByte(3);
        out.writeUTF("A");
        out.writeByte(ObjectStreamConstants.TC_STRING);
        out.writeShort(5);
        // For the code, the text; for the inspection, the beginning of a block with all that follows.
        out.writeByte(ObjectStreamConstants.TC_BLOCKDATALONG);
        out.writeInt(0);
        byte[] open = bytes.toByteArray();
        int length = hidden.length;
        while ((length & 0x80) != 0 || (length >> 8 & 0x80) != 0 || length - hidden.length == 1) {
            length++;
        }
        ByteBuffer.wrap(open).putInt(open.length - 4, length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(open);
        all.write(hidden);
        int left = length - hidden.length;
        if (left > 0) {
            all.write(ObjectStreamConstants.TC_BLOCKDATA);
            all.write(left - 2);
            all.write(new byte[left - 2]);
        }
        all.write(ObjectStreamConstants.TC_ENDBLOCKDATA);
        assertThatThrownBy(() -> serializer.decode(all.toByteArray()))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("not read as it was inspected");
    }

    @Test
    void anObjectThatIsReadIsNotHashedWithinItself() throws Exception {
        List<Object> nested = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            nested = new ArrayList<>(List.of(nested, nested));
        }
        List<Object> around = new LinkedList<>();
        Set<Object> keys = new HashSet<>();
        keys.add(around);
        around.add(nested);
        around.add(keys);
        byte[] bytes = stream(around);
        assertThatThrownBy(() -> serializer.decode(bytes))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("too many keys that may have the same hash code");
    }

    /** Hashed by its number; refers to the object around it. */
    public static class Part implements Serializable {
        private static final long serialVersionUID = 1L;
        final int number;
        final Object whole;
        final List<Object> own = Collections.synchronizedList(new ArrayList<>());

        Part(int number, Object whole) {
            this.number = number;
            this.whole = whole;
        }

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Part part && part.number == number;
        }
    }

    /** Hashed by its name; refers to its parts. */
    public static class Whole implements Serializable {
        private static final long serialVersionUID = 1L;
        final List<Object> heavy = new ArrayList<>(Collections.nCopies(5000, 1L));
        final Set<Object> parts = new HashSet<>();

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Whole;
        }
    }

    @Test
    void keysMayReferToTheObjectAroundThem() {
        AttributeSerializer allowing = FormSerializer.builder()
                .allowTypes(List.of(Part.class.getName(), Whole.class.getName()))
                .build();
        Whole whole = new Whole();
        for (int i = 0; i < 600; i++) {
            whole.parts.add(new Part(i, whole));
        }
        Whole decoded = (Whole) allowing.decode(allowing.encode(whole));
        assertThat(decoded.parts).isEqualTo(whole.parts);
    }

    @Test
    void manySmallTablesOfConstantsAreKept() {
        List<Object> tables = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tables.add(new EnumMap<>(Map.of(DayOfWeek.MONDAY, "x")));
        }
        assertThat(serializer.decode(serializer.encode(tables))).isEqualTo(tables);
    }
}
