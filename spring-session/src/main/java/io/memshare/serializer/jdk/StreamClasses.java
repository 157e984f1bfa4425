package io.memshare.serializer.jdk;

import io.memshare.serializer.SessionTypes;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the class descriptions in a stream, and requires that each class is allowed. */
final class StreamClasses {

    private static final int MOST_INTERFACES = 32;
    private static final int DEEPEST_HIERARCHY = 64;

    private final StreamInput in;
    private final SessionTypes types;
    private final Consumer<Object> assign;
    private final Trail trail;
    private final Runnable skipAnnotation;
    private int hierarchy;

    StreamClasses(StreamInput in, SessionTypes types, Consumer<Object> assign, Trail trail, Runnable skipAnnotation) {
        this.in = in;
        this.types = types;
        this.assign = assign;
        this.trail = trail;
        this.skipAnnotation = skipAnnotation;
    }

    /**
     * Reads a description.
     *
     * @param tag its first byte
     * @param reference reads the item that a reference refers to
     * @return the description, or null if there is none
     */
    @Nullable StreamClass read(int tag, Supplier<Object> reference) {
        return switch (tag) {
            case Tags.NULL -> null;
            case Tags.CLASS_DESCRIPTION -> described(reference);
            case Tags.PROXY_DESCRIPTION -> proxy(reference);
            case Tags.REFERENCE -> referred(reference.get());
            default -> throw new MalformedStreamException("no description of a class");
        };
    }

    private static StreamClass referred(Object referred) {
        if (referred instanceof Description description && description.complete != null) {
            return description.complete;
        }
        throw new MalformedStreamException("a reference to no class");
    }

    private StreamClass described(Supplier<Object> reference) {
        String name = in.name();
        Class<?> type = types.load(name);
        in.s8();
        Description handle = new Description();
        assign.accept(handle);
        int flags = in.u1();
        StringBuilder fieldTypes = new StringBuilder();
        for (int count = in.u2(); count > 0; count--) {
            char code = (char) in.u1();
            in.skipName();
            fieldTypes.append(code);
            if (code == 'L' || code == '[') {
                fieldTypeName(reference);
            }
        }
        trail.add(name, in.position());
        skipAnnotation.run();
        return handle.complete(StreamClass.of(type, flags, fieldTypes.toString(), above(reference)));
    }

    private void fieldTypeName(Supplier<Object> reference) {
        int tag = in.u1();
        if (tag == Tags.STRING || tag == Tags.LONG_STRING) {
            assign.accept(StreamItem.TEXT);
            in.skip(tag == Tags.STRING ? in.u2() : in.s8());
        } else if (tag != Tags.REFERENCE || reference.get() != StreamItem.TEXT) {
            throw new MalformedStreamException("a field without the name of its type");
        }
    }

    private StreamClass proxy(Supplier<Object> reference) {
        Description handle = new Description();
        assign.accept(handle);
        int count = in.s4();
        if (count < 1 || count > MOST_INTERFACES) {
            throw new MalformedStreamException("a proxy of no interface, or too many");
        }
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = in.name();
            types.load(names[i]);
        }
        trail.add(String.join(",", names), in.position());
        skipAnnotation.run();
        return handle.complete(StreamClass.of(types.load(names[0]), 2, "", above(reference)));
    }

    /** Returns what undoes the steps from now on. */
    Runnable mark() {
        int hierarchyNow = hierarchy;
        return () -> hierarchy = hierarchyNow;
    }

    private @Nullable StreamClass above(Supplier<Object> reference) {
        if (++hierarchy > DEEPEST_HIERARCHY) {
            throw new ExceededLimitException("a class with too many superclasses");
        }
        StreamClass above = read(in.u1(), reference);
        hierarchy--;
        return above;
    }

    /** The item that the handle of a class refers to. The handle is assigned before the description is complete. */
    private static final class Description {

        private @Nullable StreamClass complete;

        private StreamClass complete(StreamClass description) {
            complete = description;
            return description;
        }
    }
}
