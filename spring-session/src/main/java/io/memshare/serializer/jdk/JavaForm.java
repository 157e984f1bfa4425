package io.memshare.serializer.jdk;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.FormValue;
import io.memshare.serializer.RefusedTypeException;
import io.memshare.serializer.SessionTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values by Java serialization. Only types of {@link SessionTypes} are written and read; a filter set for the whole JVM
 * ({@code jdk.serialFilter}) may refuse more. Every stream is inspected before an object is made of it, and after it was
 * written, so that what is stored can be read. Safe for use by several threads.
 *
 * <p>Proxies are kept if all their interfaces and their handler are allowed. Shared references and cycles are kept. A value
 * with a type of the application that takes part in being read is read once when it is written.
 */
public final class JavaForm {

    /** The first byte of a value in this form: that of any stream of Java serialization. */
    public static final byte MARK = (byte) 0xAC;

    private static final int USUAL_LENGTH = 1024;

    private final SessionTypes types;

    /** @param types the types that are allowed */
    public JavaForm(SessionTypes types) {
        this.types = types;
    }

    /**
     * Encodes a value.
     *
     * @param value the value, not null
     * @param stored bytes that were read before, which are not checked again if they are those of the value; or null
     * @return its bytes, of which the first is {@link #MARK}
     * @throws NotStoredException if it cannot be written, or would not be read
     */
    public byte[] encode(Object value, byte @Nullable [] stored) throws NotStoredException {
        byte[] bytes = write(value, UnaryOperator.identity());
        return Arrays.equals(bytes, stored) ? bytes : checked(value, bytes);
    }

    /**
     * Encodes an exception of which some parts may have to be replaced by a {@link StoredCause}.
     *
     * @param failure the exception
     * @return its bytes
     * @throws NotStoredException if not even that can be written
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
                read(bytes);
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
     * @param bytes what {@link #encode} returned, or anything
     * @return the value, and whether an object of the application is in it
     * @throws AttributeSerializationException if the bytes are no such value, or of a type that is not allowed
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
        Object value = read(bytes);
        boolean ofApplication = inspection.objects().stream().anyMatch(types::isOfApplication);
        return new FormValue(
                value, ofApplication, () -> Contents.watch(value, inspection.objects(), inspection.described()));
    }

    private Object read(byte[] bytes) {
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        Object value;
        try (CheckedObjectInput in = new CheckedObjectInput(source, bytes.length, types)) {
            value = in.readObject();
        } catch (MalformedStreamException ex) {
            throw new AttributeSerializationException("the bytes cannot be decoded: " + ex.getMessage(), null);
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError | LinkageError ex) {
            throw AttributeSerializationException.failed("the bytes cannot be decoded", ex);
        }
        if (value == null || source.available() > 0) {
            throw new AttributeSerializationException(
                    "the bytes cannot be decoded: they are not exactly one value", null);
        }
        return value;
    }
}
