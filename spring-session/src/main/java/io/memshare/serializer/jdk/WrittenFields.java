package io.memshare.serializer.jdk;

import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields that serialization writes for the objects of a class, provided that no code of the class takes part. */
final class WrittenFields {

    /** Methods by which a class controls how an object is written or read. */
    private static final Set<String> HOOKS =
            Set.of("writeObject", "writeReplace", "writeExternal", "readObject", "readResolve", "readObjectNoData");

    private WrittenFields() {}

    /** Returns how to visit the fields of a class, or unknown contents if its serialized form has more than fields. */
    static ContentKind contents(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        Class<?> each = type;
        for (; each != null && Serializable.class.isAssignableFrom(each); each = each.getSuperclass()) {
            if (hasHooks(each) || !addFields(each, fields)) {
                return UnknownContents.UNKNOWN;
            }
        }
        return new FieldContents(fields, fields.size() == countFields(type));
    }

    /** Returns how many fields an object has, including those that are not written. */
    private static int countFields(Class<?> type) {
        int count = 0;
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                count += Modifier.isStatic(field.getModifiers()) ? 0 : 1;
            }
        }
        return count;
    }

    private static boolean hasHooks(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (HOOKS.contains(method.getName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds the fields of a class that serialization writes, which the class may list itself. Returns whether all can be
     * read.
     */
    private static boolean addFields(Class<?> type, List<Field> fields) {
        ObjectStreamClass description = ObjectStreamClass.lookup(type);
        if (description == null) {
            return false;
        }
        for (ObjectStreamField written : description.getFields()) {
            try {
                Field field = type.getDeclaredField(written.getName());
                if (Modifier.isStatic(field.getModifiers()) || !field.trySetAccessible()) {
                    return false;
                }
                fields.add(field);
            } catch (NoSuchFieldException ex) {
                return false;
            }
        }
        return true;
    }
}
