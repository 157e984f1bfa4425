package io.memshare.serializer.jdk;

import io.memshare.serializer.SessionTypes;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes whose write method turned out to omit the fields, which a stream does not tell. Only classes of the
 * application that are written and read by their own code may do so: any other class would let an attacker choose how
 * its data is understood. Within a stream that is not read by {@link CheckedObjectInput}, no class may.
 */
final class OmittedFields {

    /** How many classes may omit their fields; for each of them data is inspected twice. */
    private static final int MOST = 64;

    private static final ClassValue<Boolean> HAS_CODE = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return declares(type, "writeObject", ObjectOutputStream.class)
                    && declares(type, "readObject", ObjectInputStream.class);
        }
    };

    private final SessionTypes types;
    private final boolean isWithin;
    private final Set<Class<?>> known = new HashSet<>();

    /**
     * Creates an empty set.
     *
     * @param isWithin whether the stream is within another one
     */
    OmittedFields(SessionTypes types, boolean isWithin) {
        this.types = types;
        this.isWithin = isWithin;
    }

    boolean contains(Class<?> type) {
        return known.contains(type);
    }

    /** Returns whether a class may omit its fields. */
    boolean mayContain(Class<?> type) {
        return !isWithin && types.isOfApplication(type) && HAS_CODE.get(type);
    }

    /** Adds a class that may omit its fields. Returns whether it was added. */
    boolean add(Class<?> type) {
        return known.size() < MOST && known.add(type);
    }

    private static boolean declares(Class<?> type, String name, Class<?> parameter) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(name)
                        && List.of(method.getParameterTypes()).equals(List.of(parameter)));
    }
}
