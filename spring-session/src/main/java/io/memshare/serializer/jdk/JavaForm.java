package io.memshare.serializer.jdk;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.FormValue;
import io.memshare.serializer.RefusedTypeException;
import io.memshare.serializer.SessionTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores values by Java serialization. Only types of {@link SessionTypes} are written and read; a filter set for the
 * whole JVM ({@code jdk.serialFilter}) may refuse more. Every stream is inspected before objects are created from it,
 * and also after it was written, so that every stored value can be read. Safe for use by several threads.
 *
 * <p>A proxy is kept if all its interfaces and its handler are allowed. Shared references and cycles are preserved. If
 * an application type in the value has code that runs when it is read, the value is read once when it is written.
 */
public final class JavaForm {

    /** The first byte of a value in this form, which is that of any stream of Java serialization. */
    public static final byte MARK = (byte) 0xAC;

    private static final int USUAL_LENGTH = 1024;

    private final SessionTypes types;

    /**
     * Creates the form.
     *
     * @param types the allowed types
     */
    public JavaForm(SessionTypes types) {
        this.types = types;
    }

    /**
     * Encodes a value.
     *
     * @param value the value, not null
     * @param stored bytes that were read earlier, or null; if the value encodes to the same bytes, they are not checked
     *     again
     * @return the encoded bytes, starting with {@link #MARK}
     * @throws NotStoredException if the value cannot be written, or could not be read back
     */
    public byte[] encode(Object value, byte @Nullable [] stored) throws NotStoredException {
        byte[] bytes = write(value, UnaryOperator.identity());
        return Arrays.equals(bytes, stored) ? bytes : checked(value, bytes);
    }

    /**
     * Encodes an exception, replacing parts of it by a {@link StoredCause} if necessary.
     *
     * @param failure the exception
     * @return the encoded bytes
     * @throws NotStoredException if even the replacement cannot be written
     */
    public byte[] encodeFailure(Throwable failure) throws NotStoredException {
        try {
            return encode(failure, new Causes(this));
        } catch (NotStoredException ex) {
            return encode(new StoredCause(failure, false), UnaryOperator.identity());
        }
    }

    byte[] encode(Object value, UnaryOperator<Object> substitute) throws NotStoredException {
        return checked(value, write(value, substitute));
    }

    private byte[] checked(Object value, byte[] bytes) throws NotStoredException {
        try {
            StreamInspection inspection = new StreamInspection(bytes, types);
            inspection.inspect();
            if (isReadByTheApplication(inspection)) {
                read(bytes, inspection.trail());
            }
        } catch (MalformedStreamException | AttributeSerializationException ex) {
            throw new NotStoredException(value, "would not be read back: " + ex.getMessage());
        }
        return bytes;
    }

    private boolean isReadByTheApplication(StreamInspection inspection) {
        boolean hooks =
                inspection.objects().stream().anyMatch(type -> types.isOfApplication(type) && ReadHooks.has(type));
        return hooks || inspection.isCyclic();
    }

    private byte[] write(Object value, UnaryOperator<Object> substitute) throws NotStoredException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        @Nullable CheckedObjectOutput output = null;
        try (CheckedObjectOutput out = new CheckedObjectOutput(bytes, types, substitute)) {
            output = out;
            out.writeObject(value);
        } catch (RefusedTypeException ex) {
            throw new NotStoredException(lastOf(output, value), ex);
        } catch (NotSerializableException ex) {
            throw new NotStoredException(lastOf(output, value), "is not Serializable");
        } catch (StackOverflowError ex) {
            throw new NotStoredException(value, "is nested too deep");
        } catch (IOException | RuntimeException | LinkageError ex) {
            throw new NotStoredException(
                    lastOf(output, value),
                    AttributeSerializationException.failed("cannot be written by Java serialization", ex));
        }
        return bytes.toByteArray();
    }

    private static Object lastOf(@Nullable CheckedObjectOutput output, Object value) {
        Object last = output == null ? null : output.last();
        return last == null ? value : last;
    }

    /**
     * Decodes a value.
     *
     * @param bytes the result of {@link #encode}, or arbitrary bytes
     * @return the value, and whether it contains an object of the application
     * @throws AttributeSerializationException if the bytes are not an encoded value, or the value has a type that is
     *     not allowed
     */
    public FormValue decode(byte[] bytes) {
        StreamInspection inspection = new StreamInspection(bytes, types);
        try {
            inspection.inspect();
        } catch (MalformedStreamException ex) {
            throw new AttributeSerializationException("the bytes cannot be decoded: " + ex.getMessage(), null);
        } catch (StackOverflowError | RuntimeException ex) {
            throw AttributeSerializationException.failed("the bytes cannot be decoded", ex);
        }
        Object value = read(bytes, inspection.trail());
        boolean ofApplication = inspection.objects().stream().anyMatch(types::isOfApplication);
        return new FormValue(
                value, ofApplication, () -> Contents.watch(value, inspection.objects(), inspection.described()));
    }

    /**
     * Returns the primitives, texts and other data of an encoded value, including the names of fields.
     *
     * @throws AttributeSerializationException if the bytes are not an encoded value
     */
    public List<ByteBuffer> parts(byte[] bytes) {
        try {
            return new StreamInspection(bytes, types).parts();
        } catch (MalformedStreamException ex) {
            throw AttributeSerializationException.failed("the bytes cannot be decoded", ex);
        }
    }

    private Object read(byte[] bytes, Trail inspected) {
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        Object value;
        try (CheckedObjectInput in = new CheckedObjectInput(source, bytes.length, types, inspected)) {
            value = in.readObject();
            in.requireAll();
        } catch (MalformedStreamException ex) {
            throw new AttributeSerializationException("the bytes cannot be decoded: " + ex.getMessage(), null);
        } catch (IOException
                | ClassNotFoundException
                | RuntimeException
                | StackOverflowError
                | LinkageError
                // An immutable map of the JDK with a key and no value.
                | InternalError ex) {
            throw AttributeSerializationException.failed("the bytes cannot be decoded", ex);
        }
        if (value == null || source.available() > 0) {
            throw new AttributeSerializationException(
                    "the bytes cannot be decoded: they are not exactly 1 value", null);
        }
        return value;
    }
}
