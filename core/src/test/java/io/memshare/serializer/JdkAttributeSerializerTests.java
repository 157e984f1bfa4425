package io.memshare.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memshare.serializer.shop.Shop;
import io.memshare.serializer.shopping.Trap;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JdkAttributeSerializerTests extends AttributeSerializerContract {

    @Override
    AttributeSerializer create() {
        return JdkAttributeSerializer.builder().allowPackages(List.of(SHOP)).build();
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
        for (Object value :
                List.of(new File("x"), new URL("http://localhost/"), new HashMap<>(Map.of(new File("x"), 1)))) {
            byte[] bytes = stream(value);
            assertThatThrownBy(() -> serializer.decode(bytes)).hasMessageContaining("is not allowed");
        }
    }

    @Test
    void aTypeThatIsNotSerializableIsNamed() {
        assertThatThrownBy(() -> serializer.encode(new ArrayList<>(List.of(new Shop.Holder(null)))))
                .isInstanceOf(AttributeSerializationException.class)
                .hasMessageContaining("io.memshare.serializer.shop.Shop$Holder is not Serializable");
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
        return Proxy.newProxyInstance(
                JdkAttributeSerializerTests.class.getClassLoader(), interfaces, new Greeter("hello"));
    }

    private static AttributeSerializer allowing(Class<?>... types) {
        List<String> names = java.util.Arrays.stream(types).map(Class::getName).toList();
        return JdkAttributeSerializer.builder().allowTypes(names).build();
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
        assertThatThrownBy(() -> both.decode(two)).hasMessageContaining("java.lang.Runnable is not allowed");
    }

    @Test
    void classesComeFromTheGivenClassLoader() throws Exception {
        ClassLoader restarted = new Restarted();
        AttributeSerializer serializer = new JdkAttributeSerializer(
                restarted, TypeAllowList.builder().allowPackages(List.of(SHOP)).build());
        Object decoded = serializer.decode(stream(new Shop.Box(1)));
        assertThat(decoded.getClass().getName()).isEqualTo(Shop.Box.class.getName());
        assertThat(decoded.getClass().getClassLoader()).isSameAs(restarted);

        AttributeSerializer json = new JsonAttributeSerializer(
                restarted, TypeAllowList.builder().allowPackages(List.of(SHOP)).build());
        Object fromJson = json.decode(json.encode(decoded));
        assertThat(fromJson.getClass()).isSameAs(decoded.getClass());
    }

    /** Defines the application's classes again, as the class loader of a restart does. */
    private static final class Restarted extends ClassLoader {

        Restarted() {
            super(JdkAttributeSerializerTests.class.getClassLoader());
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
        Object nested = nested(1100);
        byte[] bytes = stream(nested);
        assertThatThrownBy(() -> serializer.decode(bytes)).isInstanceOf(AttributeSerializationException.class);
        assertThat(serializer.decode(stream(nested(900)))).isInstanceOf(Object[].class);
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

    @Test
    void bytesOfTheOtherSerializerAreRefused() {
        AttributeSerializer json = JsonAttributeSerializer.builder().build();
        assertThatThrownBy(() -> serializer.decode(json.encode("x")))
                .isInstanceOf(AttributeSerializationException.class);
        assertThatThrownBy(() -> json.decode(serializer.encode("x")))
                .isInstanceOf(AttributeSerializationException.class);
    }
}
