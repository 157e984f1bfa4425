package io.memshare.serializer.jdk;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object whose serialized form consists of its fields only. */
final class FieldContents implements ContentKind {

    private final Field[] fields;
    private final boolean allState;

    /**
     * Creates the contents of a class.
     *
     * @param fields the fields that are written, made accessible
     * @param allState whether an object has no other fields
     */
    FieldContents(List<Field> fields, boolean allState) {
        this.fields = fields.toArray(Field[]::new);
        this.allState = allState;
    }

    boolean areAllState() {
        return allState;
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
