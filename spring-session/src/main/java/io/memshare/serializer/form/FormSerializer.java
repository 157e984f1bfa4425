package io.memshare.serializer.form;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.FormValue;
import io.memshare.serializer.SessionTypes;
import io.memshare.serializer.Watch;
import io.memshare.serializer.jdk.JavaForm;
import io.memshare.serializer.jdk.NotStoredException;
import io.memshare.serializer.json.JsonForm;
import io.memshare.serializer.json.UnfaithfulException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores each value in the form that restores it exactly: its fields as JSON, or Java serialization behind an
 * allow-list. The first byte of a value identifies its form. Whether a value is kept, and in which form, depends on the
 * value alone. Safe for use by several threads.
 *
 * <p>Without Jackson ({@code tools.jackson.core:jackson-core}) on the class path, every value has the Java form.
 */
public final class FormSerializer implements AttributeSerializer {

    private final Serialization serialization;
    private final @Nullable JsonForm json;
    private final JavaForm java;
    private final LoginFailures loginFailures;

    FormSerializer(Serialization serialization, SessionTypes types, @Nullable JsonForm json) {
        this.serialization = serialization;
        this.json = json;
        this.java = new JavaForm(types);
        this.loginFailures = new LoginFailures(java);
    }

    /** Returns a builder for a serializer that allows only types of the JDK and of frameworks. */
    public static FormSerializerBuilder builder() {
        return new FormSerializerBuilder();
    }

    /** Returns the forms in which values are stored. */
    public Serialization serialization() {
        return serialization;
    }

    @Override
    public byte[] encode(Object value) {
        return encode(value, null);
    }

    private byte[] encode(Object value, byte @Nullable [] stored) {
        Objects.requireNonNull(value, "value");
        UnfaithfulException unfaithful = null;
        if (json != null && serialization != Serialization.JDK) {
            try {
                return json.encode(value);
            } catch (UnfaithfulException ex) {
                unfaithful = ex;
            } catch (RuntimeException | StackOverflowError | LinkageError ex) {
                throw AttributeSerializationException.failed(
                        "a value of type " + value.getClass().getTypeName() + " cannot be written by its fields", ex);
            }
        }
        return encodeByJava(value, unfaithful, stored);
    }

    private byte[] encodeByJava(Object value, @Nullable UnfaithfulException unfaithful, byte @Nullable [] stored) {
        try {
            return java.encode(value, stored);
        } catch (NotStoredException ex) {
            throw Refusal.of(value, ex, unfaithful);
        }
    }

    @Override
    public byte[] encode(String attributeName, Object value, byte @Nullable [] stored) {
        try {
            return encode(value, stored);
        } catch (AttributeSerializationException ex) {
            return loginFailures.encode(attributeName, value, ex);
        }
    }

    @Override
    public Object decode(byte[] bytes) {
        return read(bytes).value();
    }

    @Override
    public Decoded decodeForUpdate(byte[] bytes) {
        FormValue decoded = read(bytes);
        boolean constant = bytes[0] == JsonForm.MARK && json != null && json.isImmutable(decoded.value());
        if (constant) {
            return new Decoded(decoded.value(), () -> false);
        }
        Watch watch = decoded.watch().get();
        return new Decoded(
                decoded.value(),
                InPlaceChanges.arePossible(decoded) ? watch.mayHaveChanged() : () -> false,
                watch.isUntouched());
    }

    @Override
    public boolean hasSameParts(byte[] one, byte[] other) {
        return sorted(one).equals(sorted(other));
    }

    private List<ByteBuffer> sorted(byte[] bytes) {
        List<ByteBuffer> parts = bytes[0] == JsonForm.MARK && json != null ? json.parts(bytes) : java.parts(bytes);
        return parts.stream().sorted().toList();
    }

    private FormValue read(byte[] bytes) {
        byte mark = bytes.length == 0 ? 0 : bytes[0];
        if (mark == JavaForm.MARK) {
            return java.decode(bytes);
        }
        if (mark != JsonForm.MARK) {
            throw new AttributeSerializationException("the bytes are in a form that this version does not know", null);
        }
        if (json == null) {
            throw new AttributeSerializationException("the bytes are JSON, and Jackson is not on the class path", null);
        }
        return json.decode(bytes);
    }
}
