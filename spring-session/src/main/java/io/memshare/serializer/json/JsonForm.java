package io.memshare.serializer.json;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.FormValue;
import io.memshare.serializer.SessionTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Stores values as JSON, by their fields. Needs {@code jackson-core} 3.1.4 or later. Safe for use by several threads.
 *
 * <p>The state of an application object consists of its fields that are neither {@code static} nor {@code transient},
 * whatever their visibility, as in Java serialization; getters, setters and annotations have no effect. A value is
 * written if and only if everything in it can be restored exactly.
 */
public final class JsonForm {

    /** The first byte of a value in this form. */
    public static final byte MARK = 1;

    private static final int USUAL_LENGTH = 64;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private final SessionTypes types;
    private final TypePlans plans;

    /**
     * Creates the form.
     *
     * @param types the allowed types
     * @throws IllegalStateException if Jackson is too old
     */
    public JsonForm(SessionTypes types) {
        this(types, Runtime.version().feature());
    }

    JsonForm(SessionTypes types, int javaVersion) {
        JacksonVersion.requireRecent();
        this.types = types;
        this.plans = new TypePlans(types, javaVersion);
    }

    /**
     * Encodes a value.
     *
     * @param value the value, not null
     * @return the encoded bytes, starting with {@link #MARK}
     * @throws UnfaithfulException if the value would not be restored exactly, which depends on the value alone
     */
    public byte[] encode(Object value) throws UnfaithfulException {
        TypePlan plan = plans.of(value.getClass());
        if (plan instanceof UnsuitedPlan unsuited) {
            throw new UnfaithfulException(unsuited.type(), unsuited.reason());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        bytes.write(MARK);
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            new ValueWriter(generator, plans).value(value);
        }
        return bytes.toByteArray();
    }

    /**
     * Decodes a value.
     *
     * @param bytes the result of {@link #encode}, or arbitrary bytes that start with {@link #MARK}
     * @return the value, and whether it contains an object of the application
     * @throws AttributeSerializationException if the bytes are not an encoded value
     */
    public FormValue decode(byte[] bytes) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, 1, bytes.length - 1)) {
            ValueReader reader = new ValueReader(parser, bytes.length, plans);
            Object value = reader.only();
            return new FormValue(value, reader.hasMet(types::isOfApplication));
        } catch (IOException ex) {
            throw new AttributeSerializationException("the bytes cannot be decoded: " + ex.getMessage(), null);
        } catch (RuntimeException | StackOverflowError | LinkageError ex) {
            throw AttributeSerializationException.failed("the bytes cannot be decoded", ex);
        }
    }

    /** Returns the strings, numbers and literals of an encoded value, including the names of types and fields. */
    public List<ByteBuffer> parts(byte[] bytes) {
        return JsonParts.of(bytes, 1);
    }

    /** Returns whether an object is deeply immutable. */
    public boolean isImmutable(Object value) {
        return plans.of(value.getClass()).isImmutable();
    }
}
