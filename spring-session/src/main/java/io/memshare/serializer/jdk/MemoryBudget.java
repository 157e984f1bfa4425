package io.memshare.serializer.jdk;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.EnumMap;

/** Limits the memory that the objects of a stream occupy, because a few bytes can name an object with many fields. */
final class MemoryBudget {

    private static final long PER_BYTE = 16;
    private static final long SPARE = 8192;
    private static final long HEADER = 16;
    private static final long FIELD = 8;

    /** An {@code EnumMap} has a slot for each constant of its enum. */
    private static final long ENUM_MAP = 512;

    private static final ClassValue<Long> SIZES = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return sizeOf(type);
        }
    };

    private long left;

    MemoryBudget(int length) {
        this.left = PER_BYTE * length + SPARE;
    }

    /** Adds what the bytes of a stream within the stream allow. */
    void extend(int length) {
        left += PER_BYTE * length;
    }

    void take(Class<?> type) {
        left -= SIZES.get(type);
        if (left < 0) {
            throw new MalformedStreamException("it would take more memory than its bytes allow");
        }
    }

    private static long sizeOf(Class<?> type) {
        long size = type == EnumMap.class ? ENUM_MAP : HEADER;
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                size += Modifier.isStatic(field.getModifiers()) ? 0 : FIELD;
            }
        }
        return size;
    }
}
