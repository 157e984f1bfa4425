package io.memshare.serializer.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.shop.Kinds;
import io.memshare.serializer.shop.Odd;
import io.memshare.serializer.shop.Shop;
import io.memshare.serializer.shopping.Trap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaFormTests extends FormSerializerContract {

    @Override
    AttributeSerializer create() {
        return FormSerializer.builder()
                .serialization(Serialization.JDK)
                .allowPackages(List.of(SHOP))
                .build();
    }

    /** What a stream holds that was not written by the serializer. */
    private static byte[] stream(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    @Test
    void typesThatAreNotAllowedAreNotRead() throws Exception {
        List<Object> values = List.of(
                new Trap(),
                new Trap[0],
                new ArrayList<>(List.of(new Trap())),
                new HashMap<>(Map.of("k", new Trap())),
                new Object[] {new Trap()},
                new Shop.Box(new Trap()));
        int before = Trap.MADE.get();
        for (Object value : values) {
            byte[] bytes = stream(value);
            assertThatThrownBy(() -> serializer.decode(bytes))
                    .isInstanceOf(AttributeSerializationException.class)
                    .hasMessageContaining("io.memshare.serializer.shopping.Trap")
                    .hasMessageContaining("is not allowed");
        }
        assertThat(Trap.MADE).hasValue(before);
    }

    @Test
    void aTypeThatIsNotSerializableIsNamed() {
        assertThatThrownBy(() -> serializer.encode(new ArrayList<>(List.of(new Shop.Holder(null)))))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessage("io.memshare.serializer.shop.Shop$Holder, which is [0] of java.util.ArrayList, is not"
                        + " Serializable:"
                        + " let it implement java.io.Serializable");
    }

    @Test
    void manyObjectsOfAClassThatOmitsItsFieldsAreKept() {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(new Kinds.OwnForm("text " + i));
        }
        List<?> decoded = (List<?>) serializer.decode(serializer.encode(many));
        assertThat(decoded).hasSize(20);
        assertThat(((Kinds.OwnForm) decoded.get(19)).text()).isEqualTo("text 19");
    }

    @Test
    void anImmutableListIsNoHashTable() {
        List<String> many = List.copyOf(java.util.stream.IntStream.range(0, 15_000)
                .mapToObj(String::valueOf)
                .toList());
        assertThat(serializer.decode(serializer.encode(many))).isEqualTo(many);
    }

    /** An interface of the application, to be proxied. */
    public interface RejoinStep {
        String greet();
    }

    /** The handler of a proxy. */
    public record Greeter(String text) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return text;
        }
    }

    private static Object proxy(Class<?>... interfaces) {
        return Proxy.newProxyInstance(JavaFormTests.class.getClassLoader(), interfaces, new Greeter("hello"));
    }

    private static AttributeSerializer allowing(Class<?>... types) {
        List<String> names = java.util.Arrays.stream(types).map(Class::getName).toList();
        return FormSerializer.builder()
                .serialization(Serialization.JDK)
                .allowTypes(names)
                .build();
    }

    @Test
    void aProxyIsReadIfItsInterfacesAndItsHandlerAreAllowed() throws Exception {
        AttributeSerializer both = allowing(RejoinStep.class, Greeter.class);
        RejoinStep decoded = (RejoinStep) both.decode(both.encode(proxy(RejoinStep.class)));
        assertThat(decoded.greet()).isEqualTo("hello");

        byte[] bytes = stream(proxy(RejoinStep.class));
        byte[] two = stream(proxy(RejoinStep.class, Runnable.class));
        for (AttributeSerializer one : List.of(allowing(RejoinStep.class), allowing(Greeter.class))) {
            assertThatThrownBy(() -> one.decode(bytes)).hasMessageContaining("is not allowed");
            assertThatThrownBy(() -> one.encode(proxy(RejoinStep.class))).hasMessageContaining("is not allowed");
        }
        assertThatThrownBy(() -> both.decode(two))
                .hasMessageContaining("java.lang.Runnable is no value that a session keeps");
    }

    @Test
    void classesComeFromTheGivenClassLoader() throws Exception {
        ClassLoader restarted = new Restarted();
        FormSerializerBuilder builder =
                FormSerializer.builder().classLoader(restarted).allowPackages(List.of(SHOP));
        Object decoded = builder.serialization(Serialization.JDK).build().decode(stream(new Shop.Box(1)));
        assertThat(decoded.getClass().getName()).isEqualTo(Shop.Box.class.getName());
        assertThat(decoded.getClass().getClassLoader()).isSameAs(restarted);

        AttributeSerializer fields = builder.serialization(Serialization.AUTO).build();
        assertThat(fields.decode(fields.encode(decoded)).getClass()).isSameAs(decoded.getClass());
        for (Serialization form : Serialization.values()) {
            FormSerializer serializer = builder.serialization(form).build();
            for (Object foreign : List.of(
                    new Shop.Box(1),
                    new Shop.Holder(null),
                    Shop.Color.RED,
                    new Shop.Box[0],
                    new ArrayList<>(List.of(new Shop.Box(1))))) {
                assertThatThrownBy(() -> serializer.encode(foreign))
                        .isInstanceOf(AttributeSerializationException.class)
                        .hasMessageContaining(
                                "is not the class of that name which the application's class loader" + " finds");
            }
        }
    }

    private static FormSerializer serializer(ClassLoader loader, Serialization form) {
        return FormSerializer.builder()
                .classLoader(loader)
                .allowPackages(List.of(SHOP))
                .serialization(form)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u20ac", "e\u0301", "\u2177", "T$o"})
    void namesOfTypesMayHaveAllLettersOfJava(String name) throws Exception {
        Named named = new Named(name);
        for (Serialization form : Serialization.values()) {
            FormSerializer serializer = serializer(named, form);
            Object decoded = serializer.decode(serializer.encode(named.value()));
            assertThat(decoded.getClass()).isSameAs(named.odd);
            assertThat(decoded.getClass().getSimpleName()).isEqualTo(name);
        }
    }

    @Test
    void aNameThatIsNoNameOfJavaIsToldAsTheReason() throws Exception {
        Named named = new Named("T o");
        for (Serialization form : Serialization.values()) {
            assertThatThrownBy(() -> serializer(named, form).encode(named.value()))
                    .isInstanceOf(AttributeSerializationException.class)
                    .hasMessageContaining("shop.T o has a name that is no name of Java");
        }
    }

    /** Has the record {@link Odd} by another name of three bytes. */
    private static final class Named extends ClassLoader {

        final Class<?> odd;

        Named(String name) throws IOException {
            super(JavaFormTests.class.getClassLoader());
            try (InputStream in = getResourceAsStream(Odd.class.getName().replace('.', '/') + ".class")) {
                String renamed = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                byte[] bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                        .replace("shop/Odd", "shop/" + renamed)
                        .getBytes(StandardCharsets.ISO_8859_1);
                odd = defineClass(null, bytes, 0, bytes.length);
            }
        }

        Object value() throws ReflectiveOperationException {
            return odd.getDeclaredConstructors()[0].newInstance(1, 2);
        }
    }

    /** Defines the application's classes again, as the class loader of a restart does. */
    private static final class Restarted extends ClassLoader {

        Restarted() {
            super(JavaFormTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(SHOP + ".")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException ex) {
                throw new ClassNotFoundException(name, ex);
            }
        }
    }

    /** Allowed by the list, but not by the filter of the JVM. */
    public record Vetoed(String text) implements Serializable {}

    @Test
    void aFilterForTheWholeJvmIsAskedToo() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(
                    ObjectInputFilter.Config.createFilter("!" + Vetoed.class.getName()));
        }
        AttributeSerializer serializer = allowing(Vetoed.class, Greeter.class);
        assertThat(serializer.decode(serializer.encode(new Greeter("x")))).isEqualTo(new Greeter("x"));
        assertThatThrownBy(() -> serializer.encode(new Vetoed("x")))
                .isInstanceOf(AttributeSerializationException.class);
    }

    @Test
    void aCollectionThatClaimsToBeHugeIsRefusedBeforeMemoryIsTaken() throws Exception {
        byte[] bytes = stream(new long[] {1});
        ByteBuffer.wrap(bytes).putInt(bytes.length - 12, Integer.MAX_VALUE);
        assertThatThrownBy(() -> serializer.decode(bytes)).isInstanceOf(AttributeSerializationException.class);

        byte[] list = stream(new ArrayList<>(List.of("a")));
        ByteBuffer.wrap(list).putInt(indexOfSize(list), 0x7FFFFFF0);
        assertThatThrownBy(() -> serializer.decode(list)).isInstanceOf(AttributeSerializationException.class);
    }

    private static int indexOfSize(byte[] list) {
        byte[] marker = "sizexp".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < list.length - marker.length; i++) {
            if (java.util.Arrays.equals(marker, java.util.Arrays.copyOfRange(list, i, i + marker.length))) {
                return i + marker.length;
            }
        }
        throw new AssertionError("no size in the stream");
    }

    @Test
    void nestingBeyondTheLimitIsRefusedWhenRead() throws Exception {
        Object nested = nested(600);
        byte[] bytes = stream(nested);
        assertThatThrownBy(() -> serializer.decode(bytes)).isInstanceOf(AttributeSerializationException.class);
        assertThat(serializer.decode(stream(nested(490)))).isInstanceOf(Object[].class);
    }

    @Test
    void whatIsWrittenCanBeReadWithASmallStack() throws Exception {
        List<Object> chains = new ArrayList<>();
        for (int depth = 20; depth < 700; depth += 20) {
            Object maps = "x";
            Object lists = "x";
            Object trees = "x";
            for (int i = 0; i < depth; i++) {
                maps = new HashMap<>(Map.of("k", maps));
                lists = java.util.Collections.unmodifiableList(new ArrayList<>(List.of(lists)));
                trees = new java.util.TreeMap<>(Map.of("k", trees));
            }
            chains.addAll(List.of(maps, lists, trees, nested(depth)));
        }
        List<Throwable> failures = new ArrayList<>();
        Thread small =
                new Thread(null, () -> chains.forEach(chain -> readIfWritten(chain, failures)), "small", 768 << 10);
        small.start();
        small.join();
        assertThat(failures).isEmpty();
    }

    private void readIfWritten(Object value, List<Throwable> failures) {
        byte[] bytes;
        try {
            bytes = serializer.encode(value);
        } catch (AttributeSerializationException ex) {
            return;
        }
        try {
            serializer.decode(bytes);
        } catch (AttributeSerializationException ex) {
            failures.add(ex);
        }
    }

    private static Object nested(int depth) {
        Object value = "x";
        for (int i = 0; i < depth; i++) {
            value = new Object[] {value};
        }
        return value;
    }

    @Test
    void theCapacityOfHashTablesDoesNotShow() {
        Set<String> wide = new HashSet<>(1024);
        wide.addAll(List.of("a", "b"));
        assertThat(serializer.encode(wide)).isEqualTo(serializer.encode(new HashSet<>(List.of("a", "b"))));

        for (int size = 0; size < 100; size++) {
            Map<String, Integer> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put("key" + i, i);
            }
            byte[] bytes = serializer.encode(map);
            assertThat(serializer.encode(serializer.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void sharedObjectsStayShared() {
        Shop.Node shared = new Shop.Node();
        shared.next = new HashMap<>(Map.of("k", "v"));
        Object[] decoded = (Object[]) again(new Object[] {shared, shared, shared.next, shared.next});
        assertThat(decoded[0]).isSameAs(decoded[1]);
        assertThat(decoded[2]).isSameAs(decoded[3]).isSameAs(((Shop.Node) decoded[0]).next);
    }
}
