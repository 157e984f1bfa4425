package io.memshare.serializer;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes every attribute value as one JSON document that names the types it cannot do without. Only types of a
 * {@link TypeAllowList} are written and read, and those of Spring Security that its Jackson modules know when they are on
 * the class path.
 *
 * <p>The state of a type of the application is its fields, as it is for Java serialization: fields that are not
 * {@code static} or {@code transient} are written, whatever their visibility; getters and setters are not called.
 * Annotations of Jackson change that. Records, enums and types with one constructor whose parameters have names are read
 * too. A field that a stored value has and the type has not is an error, as the value would lose it.
 *
 * <p>What JSON would lose is refused when it is encoded: keys of a map that are no strings where no declaration gives
 * their type, an {@code Optional} that no declaration gives, a comparator, a subclass that Spring Security would read back
 * as its superclass. The first value with a type in it that was not seen before is read back for that. Shared references
 * are written twice; cycles are refused.
 *
 * <p>Equal bytes: sets and maps without an order are written in the natural order of their elements or keys, if they have
 * one; all others in their order.
 *
 * <p>Needs Jackson 3 ({@code tools.jackson.core:jackson-databind}) on the class path. Safe for use by several threads.
 */
public final class JsonAttributeSerializer implements AttributeSerializer {

    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final Set<Class<?>> verified = ConcurrentHashMap.newKeySet();

    /**
     * @param classLoader where classes of the application are looked for
     * @param allowed the types that are written and read
     */
    public JsonAttributeSerializer(ClassLoader classLoader, TypeAllowList allowed) {
        JsonMapper mapper = AttributeMapper.create(classLoader, allowed);
        this.writer = mapper.writerFor(Object.class);
        this.reader = mapper.readerFor(Object.class);
    }

    /** Starts a serializer that allows value types of the JDK only. */
    public static AttributeSerializerBuilder<JsonAttributeSerializer> builder() {
        return new AttributeSerializerBuilder<>(JsonAttributeSerializer::new);
    }

    @Override
    public byte[] encode(Object value) {
        Objects.requireNonNull(value, "value");
        TypesWritten written = new TypesWritten(verified);
        byte[] bytes = write(value, written);
        if (!written.fresh().isEmpty()) {
            requireSameWhenReadBack(value, bytes, written.fresh());
            verified.addAll(written.fresh());
        }
        return bytes;
    }

    @Override
    public Object decode(byte[] bytes) {
        Object value;
        try {
            value = reader.readValue(bytes);
        } catch (RuntimeException | StackOverflowError | LinkageError ex) {
            throw Refusals.failed("the bytes cannot be decoded", ex);
        }
        if (value == null) {
            throw Refusals.refused("the bytes cannot be decoded: they hold no value");
        }
        return value;
    }

    private byte[] write(Object value, TypesWritten written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = new TypeRecordingGenerator(writer.createGenerator(bytes), written)) {
            writer.withAttribute(TypesWritten.class, written).writeValue(generator, value);
        } catch (RuntimeException | StackOverflowError | LinkageError ex) {
            throw Refusals.failed("a value of type " + nameOf(value.getClass()) + " cannot be encoded", ex);
        }
        return bytes.toByteArray();
    }

    private void requireSameWhenReadBack(Object value, byte[] bytes, Set<Class<?>> types) {
        byte[] again;
        try {
            again = write(decode(bytes), new TypesWritten(verified));
        } catch (AttributeSerializationException ex) {
            throw new AttributeSerializationException(
                    notReadBack(value, types) + ": " + ex.getMessage(), ex.getCause());
        }
        if (!sameInAnyOrder(bytes, again)) {
            throw Refusals.refused(notReadBack(value, types) + " as it was: something of it is lost or changed");
        }
    }

    private static String notReadBack(Object value, Set<Class<?>> types) {
        String within = types.stream()
                .filter(type -> type != value.getClass())
                .map(JsonAttributeSerializer::nameOf)
                .collect(Collectors.joining(", "));
        return "a value of type " + nameOf(value.getClass()) + (within.isEmpty() ? "" : " with " + within)
                + " would not be read back";
    }

    /** Sets without a natural order may come back in another one, which is no loss; any loss changes what bytes there are. */
    private static boolean sameInAnyOrder(byte[] one, byte[] other) {
        if (Arrays.equals(one, other)) {
            return true;
        }
        byte[] sortedOne = one.clone();
        byte[] sortedOther = other.clone();
        Arrays.sort(sortedOne);
        Arrays.sort(sortedOther);
        return Arrays.equals(sortedOne, sortedOther);
    }

    private static String nameOf(Class<?> type) {
        return JavaTypeNames.told(type.getName());
    }
}
