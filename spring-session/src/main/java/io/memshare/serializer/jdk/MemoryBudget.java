package io.memshare.serializer.jdk;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumMap;

/** Limits the memory that the objects of a stream occupy, because a few bytes can name an object with many fields. */
final class MemoryBudget {

    private static final long PER_BYTE = 16;
    private static final long SPARE = 8192;
    private static final long HEADER = 16;
    private static final long FIELD = 8;

    private static final ClassValue<Long> SIZES = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return sizeOf(type);
        }
    };

    private static final ClassValue<Long> CONSTANTS = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return Arrays.stream(type.getDeclaredFields())
                    .filter(Field::isEnumConstant)
                    .count();
        }
    };

    private long left;
    private long mostConstants;

    MemoryBudget(int length) {
        this.left = PER_BYTE * length + SPARE;
    }

    /** Adds what the bytes of a stream within the stream allow. */
    void extend(int length) {
        left += PER_BYTE * length;
    }

    void take(Class<?> type) {
        take(SIZES.get(type));
    }

    /** Adds a {@code Class} object, which may be the enum of all enum maps that follow it. */
    void addConstant(Class<?> type) {
        mostConstants = Math.max(mostConstants, CONSTANTS.get(type));
    }

    /** An {@code EnumMap}, which was read, has a slot for each constant of its enum. */
    void takeSlots(Class<?> type) {
        if (type == EnumMap.class) {
            take(FIELD * mostConstants);
        }
    }

    private void take(long size) {
        left -= size;
        if (left < 0) {
            throw new ExceededLimitException("it would take more memory than its bytes allow");
        }
    }

    private static long sizeOf(Class<?> type) {
        long size = HEADER;
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                size += Modifier.isStatic(field.getModifiers()) ? 0 : FIELD;
            }
        }
        return size;
    }
}
