package io.memshare.serializer.jdk;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object that is written by its fields and by nothing else. */
final class FieldContents implements ContentKind {

    private final Field[] fields;

    /** @param fields those that are written, accessible */
    FieldContents(List<Field> fields) {
        this.fields = fields.toArray(Field[]::new);
    }

    boolean isEmpty() {
        return fields.length == 0;
    }

    @Override
    public boolean visit(Object object, ContentKind.Visitor visitor) {
        for (Field field : fields) {
            if (!visitor.visit(content(field, object), field.getType().isPrimitive())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object content(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
