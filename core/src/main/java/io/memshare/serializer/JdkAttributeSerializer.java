package io.memshare.serializer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes attribute values with Java serialization. Only types of a {@link TypeAllowList} are written and read, and those of
 * Spring Security; a filter set for the whole JVM ({@code jdk.serialFilter}) may refuse more. What is read is limited in
 * depth (1000), and in references and array lengths to what fits into the bytes that there are.
 *
 * <p>Proxies are read if all their interfaces and their handler are allowed. The first value with a type in it that was not
 * seen before is read back when it is encoded, so that a value that cannot be read is refused when it is set.
 *
 * <p>Equal bytes: an unchanged value encodes to the bytes that it was decoded from, whatever capacity its hash tables have.
 * Sets and keys whose hash code differs between JVMs, such as enums in a {@code HashSet}, may come in another order.
 *
 * <p>Safe for use by several threads.
 */
public final class JdkAttributeSerializer implements AttributeSerializer {

    private final ClassLoader classLoader;
    private final JdkStreamTypes types;
    private final Set<Class<?>> verified = ConcurrentHashMap.newKeySet();

    /**
     * @param classLoader where classes of the application are looked for
     * @param allowed the types that are written and read
     */
    public JdkAttributeSerializer(ClassLoader classLoader, TypeAllowList allowed) {
        this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
        this.types = new JdkStreamTypes(allowed);
    }

    /** Starts a serializer that allows value types of the JDK and Spring Security only. */
    public static AttributeSerializerBuilder<JdkAttributeSerializer> builder() {
        return new AttributeSerializerBuilder<>(JdkAttributeSerializer::new);
    }

    @Override
    public byte[] encode(Object value) {
        Objects.requireNonNull(value, "value");
        TypesWritten written = new TypesWritten(verified);
        byte[] bytes = write(value, written);
        if (!written.fresh().isEmpty()) {
            requireReadBack(value, bytes);
            verified.addAll(written.fresh());
        }
        return bytes;
    }

    private byte[] write(Object value, TypesWritten written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CheckedObjectOutput out = new CheckedObjectOutput(bytes, types, written)) {
            out.writeObject(value);
        } catch (NotSerializableException ex) {
            throw new AttributeSerializationException(
                    cannotBeEncoded(value) + ": " + firstLine(ex) + " is not Serializable", WithheldException.of(ex));
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError ex) {
            throw Refusals.failed(cannotBeEncoded(value), ex);
        }
        return bytes.toByteArray();
    }

    private void requireReadBack(Object value, byte[] bytes) {
        Object decoded;
        try {
            decoded = decode(bytes);
        } catch (AttributeSerializationException ex) {
            throw new AttributeSerializationException(
                    cannotBeEncoded(value) + ", as it would not be read back: " + ex.getMessage(), ex.getCause());
        }
        if (decoded.getClass() != value.getClass()) {
            throw Refusals.refused(cannotBeEncoded(value) + ", as it would be read back as "
                    + JavaTypeNames.told(decoded.getClass().getName()));
        }
    }

    @Override
    public Object decode(byte[] bytes) {
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        Object value;
        try (CheckedObjectInput in = new CheckedObjectInput(source, bytes.length, classLoader, types)) {
            value = in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError | LinkageError ex) {
            throw Refusals.failed("the bytes cannot be decoded", ex);
        }
        if (value == null || source.available() > 0) {
            throw Refusals.refused("the bytes cannot be decoded: they are not exactly one value");
        }
        return value;
    }

    private static String cannotBeEncoded(Object value) {
        return "a value of type " + JavaTypeNames.told(value.getClass().getName()) + " cannot be encoded";
    }

    /** The type that is not serializable. A JVM that is asked for more appends the values on further lines. */
    private static String firstLine(NotSerializableException ex) {
        String message = Objects.requireNonNullElse(ex.getMessage(), "");
        return JavaTypeNames.told(message.lines().findFirst().orElse(""));
    }
}
