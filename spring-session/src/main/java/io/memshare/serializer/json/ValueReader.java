package io.memshare.serializer.json;

import io.memshare.serializer.HashBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a value written by {@link ValueWriter}, or arbitrary JSON. Every method starts at the current token and ends at
 * the last token of the value that it reads.
 */
final class ValueReader {

    private static final int LONGEST_NUMBER = 40;

    /**
     * The memory that a value may occupy per byte of its length; small values may occupy {@link #SPARE_MEMORY} in
     * addition.
     */
    private static final long MEMORY_PER_BYTE = 16;

    private static final long SPARE_MEMORY = 4096;

    private final JsonParser json;
    private final TypePlans plans;
    private final HashBudget hashing = new HashBudget();
    private final List<Class<?>> named = new ArrayList<>(4);
    private final Map<Class<?>, StoredField[]> described = new HashMap<>(8);
    private long memory;
    private long values;

    /**
     * Creates a reader.
     *
     * @param json a parser positioned before the first token
     * @param length the length of the value in bytes
     */
    ValueReader(JsonParser json, int length, TypePlans plans) {
        this.json = json;
        this.plans = plans;
        this.memory = MEMORY_PER_BYTE * length + SPARE_MEMORY;
    }

    TypePlans plans() {
        return plans;
    }

    HashBudget hashing() {
        return hashing;
    }

    /** Returns how many values have been read so far. */
    long values() {
        return values;
    }

    /** Returns whether an object with fields was read whose class matches the predicate. */
    boolean hasMet(Predicate<Class<?>> such) {
        return described.keySet().stream().anyMatch(such);
    }

    /** Reads the single value of the input. */
    Object only() throws IOException {
        json.nextToken();
        Object value = value();
        if (value == null || json.nextToken() != null) {
            throw new IOException("not exactly 1 value");
        }
        return value;
    }

    /** Reads a value of any type, starting at the current token. */
    @Nullable Object value() throws IOException {
        values++;
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("the value ends early");
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getIntValue();
            case START_ARRAY -> typed();
            default -> throw unexpected();
        };
    }

    /** Reads a value of a known type, starting at the current token. */
    @Nullable Object value(TypePlan plan) throws IOException {
        values++;
        return isNull() ? null : plan.read(this);
    }

    private Object typed() throws IOException {
        Class<?> type = type(json.nextToken());
        json.nextToken();
        Object value = plans.of(type).read(this);
        expect(json.nextToken(), JsonToken.END_ARRAY);
        return value;
    }

    private Class<?> type(@Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            int number = json.getIntValue();
            if (number < 0 || number >= named.size()) {
                throw new IOException("a type that was not named");
            }
            return named.get(number);
        }
        expect(token, JsonToken.VALUE_STRING);
        Class<?> type = plans.load(json.getString());
        named.add(type);
        return type;
    }

    /** Returns the stored fields of a class, reading them from the next token on unless they were read before. */
    StoredField[] fieldsOf(Class<?> type, FieldLayout layout) throws IOException {
        StoredField[] known = described.get(type);
        if (known == null) {
            next(JsonToken.START_ARRAY);
            List<String> descriptions = new ArrayList<>(layout.size());
            while (json.nextToken() != JsonToken.END_ARRAY) {
                descriptions.add(string());
            }
            known = layout.match(descriptions, plans);
            described.put(type, known);
        }
        return known;
    }

    /** Reserves memory for a part of the value, before it is allocated. */
    void take(long bytes) throws IOException {
        memory -= bytes;
        if (memory < 0) {
            throw new IOException("it would take more memory than its bytes allow");
        }
    }

    boolean isAtEndOfArray() throws IOException {
        JsonToken token = json.nextToken();
        if (token == null) {
            throw new IOException("the value ends early");
        }
        return token == JsonToken.END_ARRAY;
    }

    boolean isNull() {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }

    void startArray() throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
    }

    void next() {
        json.nextToken();
    }

    private void next(JsonToken expected) throws IOException {
        expect(json.nextToken(), expected);
    }

    String string() throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_STRING);
        return json.getString();
    }

    String shortString() throws IOException {
        String text = string();
        if (text.length() > LONGEST_NUMBER) {
            throw new IOException("a number with too many digits");
        }
        return text;
    }

    byte[] binary() throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_STRING);
        return json.getBinaryValue();
    }

    long integer() throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    boolean bool() throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw unexpected();
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw unexpected();
        }
    }

    private static IOException unexpected() {
        return new IOException("an unexpected token");
    }
}
