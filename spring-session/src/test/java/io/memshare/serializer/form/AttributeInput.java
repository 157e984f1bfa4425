package io.memshare.serializer.form;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import java.util.List;

/**
 * Decodes an attribute of any bytes: it is refused by the one exception, or a value that can be kept can be read again.
 */
final class AttributeInput {

    private static final AttributeSerializer SERIALIZER = FormSerializer.builder()
            .allowPackages(List.of("io.memshare.serializer.shop"))
            .build();

    private AttributeInput() {}

    static byte[] prefixed(byte[] json) {
        byte[] bytes = new byte[json.length + 1];
        bytes[0] = 1;
        System.arraycopy(json, 0, bytes, 1, json.length);
        return bytes;
    }

    static void decode(byte[] bytes) {
        Object value;
        try {
            value = SERIALIZER.decode(bytes);
        } catch (AttributeSerializationException refused) {
            return;
        }
        byte[] again;
        try {
            again = SERIALIZER.encode("attribute", value, null);
        } catch (AttributeSerializationException refused) {
            return;
        }
        try {
            SERIALIZER.decode(again);
        } catch (AttributeSerializationException ex) {
            throw new AssertionError("a value that was kept cannot be read again", ex);
        }
    }
}
