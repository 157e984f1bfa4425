package io.memshare.serializer.jdk;

import io.memshare.serializer.SessionTypes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a stream of Java serialization without creating objects from it. It checks that every named class is
 * allowed, that every array and string is present in full, that nothing is nested too deeply, and that hashing the keys
 * takes bounded work. Used for a single stream.
 */
final class StreamInspection {

    private static final int MAGIC = 0xACED;
    private static final int VERSION = 5;

    private final StreamInput in;
    private final StreamClasses classes;
    private final ClassData data;
    private final MemoryBudget memory;
    private final Nesting nesting;
    private final Handles handles = new Handles();
    private final Trail trail = new Trail();
    private final Set<Class<?>> objects = new LinkedHashSet<>();
    private final List<Class<?>> described = new ArrayList<>();
    private @Nullable OpenItem around;
    private boolean isCyclic;

    StreamInspection(byte[] bytes, SessionTypes types) {
        this(bytes, types, Limits.of(bytes.length), false);
    }

    /**
     * Creates the inspection of a stream that may be within another one.
     *
     * @param limits the limits, which are shared with the stream around it
     */
    StreamInspection(byte[] bytes, SessionTypes types, Limits limits, boolean isWithin) {
        this.in = new StreamInput(bytes);
        this.nesting = limits.nesting();
        Externals externals = new Externals(types, limits, isWithin);
        this.data = new ClassData(in, limits, externals, new OmittedFields(types, isWithin), this::object);
        this.classes = new StreamClasses(in, types, handles::assign, trail, data::skipAnnotation);
        this.memory = limits.memory();
    }

    /**
     * Inspects the stream, which must hold a single object.
     *
     * @throws MalformedStreamException if the stream is malformed, or exceeds a limit
     * @throws io.memshare.serializer.AttributeSerializationException if a class is not allowed
     */
    void inspect() {
        if (in.u2() != MAGIC || in.u2() != VERSION) {
            throw new MalformedStreamException("it does not begin as it should");
        }
        object(in.u1());
        if (!in.isAtEnd()) {
            throw new MalformedStreamException("the stream has several objects");
        }
    }

    /** Inspects the stream, and returns the primitives, texts and other data of its objects. */
    List<ByteBuffer> parts() {
        in.keepSkipped();
        inspect();
        return in.skipped();
    }

    /** Returns the classes of the objects, with their superclasses. */
    Set<Class<?>> objects() {
        return objects;
    }

    /** Returns the class of each object that is not an array, a string or an enum constant. */
    List<Class<?>> described() {
        return described;
    }

    /** Returns what reading the stream must meet. */
    Trail trail() {
        return trail;
    }

    /** Returns whether an object refers to an object that contains it. */
    boolean isCyclic() {
        return isCyclic;
    }

    private StreamItem object(int tag) {
        StreamItem item = switch (tag) {
            case Tags.NULL -> StreamItem.NULL;
            case Tags.REFERENCE -> reference();
            case Tags.STRING, Tags.LONG_STRING -> met(text(tag));
            case Tags.CLASS -> constant();
            case Tags.ENUM -> met(enumConstant());
            case Tags.ARRAY -> met(nested(this::array));
            case Tags.OBJECT -> met(nested(this::plainObject));
            case Tags.CLASS_DESCRIPTION, Tags.PROXY_DESCRIPTION -> description(tag);
            default -> throw new MalformedStreamException("an unexpected tag");
        };
        if (around != null) {
            around.add(item);
        }
        return item;
    }

    private StreamItem met(StreamItem item) {
        trail.add(Trail.OBJECT, in.position());
        return item;
    }

    /** Reads the content of a kind of object that contains other objects. */
    private interface Nested {
        StreamItem read();
    }

    private StreamItem nested(Nested kind) {
        nesting.enter();
        StreamItem item = kind.read();
        nesting.leave();
        return item;
    }

    private Object handle() {
        return handles.referredBy(in.s4());
    }

    private StreamItem reference() {
        Object referred = handle();
        if (referred instanceof StreamItem item) {
            return item;
        }
        if (referred instanceof OpenItem open) {
            isCyclic = true;
            return open.referred(open == around);
        }
        return new StreamItem(Object.class, 1);
    }

    private StreamItem text(int tag) {
        handles.assign(StreamItem.TEXT);
        in.skip(tag == Tags.STRING ? in.u2() : in.s8());
        return StreamItem.TEXT;
    }

    private StreamItem constant() {
        StreamClass type = classes.read(in.u1(), this::handle);
        if (type != null) {
            memory.addConstant(type.type());
        }
        StreamItem item = new StreamItem(Class.class, 1);
        handles.assign(item);
        return item;
    }

    private StreamItem description(int tag) {
        classes.read(tag, this::handle);
        return new StreamItem(Class.class, 1);
    }

    private StreamItem enumConstant() {
        StreamClass type = required(classes.read(in.u1(), this::handle));
        StreamItem item = new StreamItem(Enum.class, 1);
        handles.assign(item);
        objects.add(type.type());
        int tag = in.u1();
        if (tag != Tags.STRING && tag != Tags.LONG_STRING) {
            throw new MalformedStreamException("an enum constant without a name");
        }
        text(tag);
        return item;
    }

    private StreamItem array() {
        StreamClass type = required(classes.read(in.u1(), this::handle));
        Class<?> component = type.type().getComponentType();
        if (component == null) {
            throw new MalformedStreamException("an array without an array type");
        }
        OpenItem open = new OpenItem(type.type());
        int handle = handles.assign(open);
        OpenItem outer = around;
        around = open;
        elements(type, component, in.s4());
        around = outer;
        StreamItem item = new StreamItem(Object[].class, open.weight());
        handles.set(handle, item);
        return item;
    }

    /**
     * The weight counts all elements: an array is hashed by identity, but a list that is a view of it hashes its
     * elements.
     */
    private void elements(StreamClass type, Class<?> component, int length) {
        if (length < 0) {
            throw new MalformedStreamException("a negative length");
        }
        if (component.isPrimitive()) {
            in.skip((long) length * Tags.sizeOf(type.name().charAt(1)));
            return;
        }
        for (int i = 0; i < length; i++) {
            object(in.u1());
        }
    }

    private StreamItem plainObject() {
        StreamClass type = required(classes.read(in.u1(), this::handle));
        memory.take(type.type());
        described.add(type.type());
        OpenItem open = new OpenItem(type.type());
        int handle = handles.assign(open);
        boolean isThrowable = Throwable.class.isAssignableFrom(type.type());
        if (isThrowable) {
            nesting.enterThrowable();
        }
        OpenItem outer = around;
        around = open;
        for (StreamClass part : type.above()) {
            read(open, part);
        }
        read(open, type);
        around = outer;
        memory.takeSlots(type.type());
        if (isThrowable) {
            nesting.leaveThrowable();
        }
        StreamItem item = new StreamItem(type.type(), HashedByContent.contains(type.type()) ? open.weight() : 1);
        handles.set(handle, item);
        return item;
    }

    private void read(OpenItem open, StreamClass part) {
        objects.add(part.type());
        open.begin(part.type());
        data.read(part, () -> mark(open));
    }

    /** Returns what undoes the steps from now on. */
    private Runnable mark(OpenItem open) {
        List<Runnable> marks =
                List.of(in.mark(), nesting.mark(), classes.mark(), open.mark(), handles.mark(), trail.mark());
        int describedNow = described.size();
        return () -> {
            marks.forEach(Runnable::run);
            described.subList(describedNow, described.size()).clear();
            around = open;
        };
    }

    private static StreamClass required(@Nullable StreamClass description) {
        if (description == null) {
            throw new MalformedStreamException("an object without a class");
        }
        return description;
    }
}
