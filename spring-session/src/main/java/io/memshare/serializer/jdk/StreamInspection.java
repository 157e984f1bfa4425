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
    private final Set<Class<?>> objects = new LinkedHashSet<>();
    private final List<Class<?>> described = new ArrayList<>();
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
        this.data = new ClassData(in, handles, limits, new Externals(types, limits, isWithin), this::object);
        this.classes = new StreamClasses(in, types, handles::assign, data::skipAnnotation);
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

    /** Returns whether an object refers to an object that contains it. */
    boolean isCyclic() {
        return isCyclic;
    }

    private StreamItem object(int tag) {
        return switch (tag) {
            case Tags.NULL -> StreamItem.NULL;
            case Tags.REFERENCE -> reference();
            case Tags.STRING -> text(in.u2());
            case Tags.LONG_STRING -> text(in.s8());
            case Tags.CLASS -> constant();
            case Tags.ENUM -> enumConstant();
            case Tags.ARRAY -> nested(this::array);
            case Tags.OBJECT -> nested(this::plainObject);
            case Tags.CLASS_DESCRIPTION, Tags.PROXY_DESCRIPTION -> description(tag);
            default -> throw new MalformedStreamException("an unexpected tag");
        };
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
        isCyclic |= referred == Handles.OPEN;
        return new StreamItem(Object.class, 1);
    }

    private StreamItem text(long length) {
        handles.assign(StreamItem.TEXT);
        in.skip(length);
        return StreamItem.TEXT;
    }

    private StreamItem constant() {
        classes.read(in.u1(), this::handle);
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
        object(in.u1());
        return item;
    }

    private StreamItem array() {
        StreamClass type = required(classes.read(in.u1(), this::handle));
        int handle = handles.assign(Handles.OPEN);
        Class<?> component = type.type().getComponentType();
        if (component == null) {
            throw new MalformedStreamException("an array without an array type");
        }
        StreamItem item = new StreamItem(Object[].class, elements(type, component, in.s4()));
        handles.set(handle, item);
        return item;
    }

    /**
     * The weight counts all elements: an array is hashed by identity, but a list that is a view of it hashes its
     * elements.
     */
    private long elements(StreamClass type, Class<?> component, int length) {
        if (length < 0) {
            throw new MalformedStreamException("a negative length");
        }
        if (component.isPrimitive()) {
            in.skip((long) length * Tags.sizeOf(type.name().charAt(1)));
            return 1;
        }
        long weight = 1;
        for (int i = 0; i < length; i++) {
            weight = StreamItem.sum(weight, object(in.u1()).weight());
        }
        return weight;
    }

    private StreamItem plainObject() {
        StreamClass type = required(classes.read(in.u1(), this::handle));
        memory.take(type.type());
        described.add(type.type());
        int handle = handles.assign(Handles.OPEN);
        boolean isThrowable = Throwable.class.isAssignableFrom(type.type());
        if (isThrowable) {
            nesting.enterThrowable();
        }
        long weight = 1;
        for (StreamClass part : type.above()) {
            weight = StreamItem.sum(weight, read(part));
        }
        weight = StreamItem.sum(weight, read(type));
        if (isThrowable) {
            nesting.leaveThrowable();
        }
        StreamItem item = new StreamItem(type.type(), HashedByContent.contains(type.type()) ? weight : 1);
        handles.set(handle, item);
        return item;
    }

    private long read(StreamClass part) {
        objects.add(part.type());
        return data.read(part);
    }

    private static StreamClass required(@Nullable StreamClass description) {
        if (description == null) {
            throw new MalformedStreamException("an object without a class");
        }
        return description;
    }
}
