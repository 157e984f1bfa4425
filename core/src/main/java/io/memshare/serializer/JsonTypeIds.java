package io.memshare.serializer;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.impl.ClassNameIdResolver;
import tools.jackson.databind.util.ClassUtil;

/**
 * Class names as type ids, with the same check on both sides: a name that would be refused when read is not written.
 * Every value whose type is not fixed by a declaration passes here, however deep it is nested.
 */
final class JsonTypeIds extends ClassNameIdResolver {

    private static final long serialVersionUID = 1L;

    private static final Pattern OF_ENUMS =
            Pattern.compile("java\\.util\\.(?:EnumSet<([^<>,]+)>|EnumMap<([^<>,]+),java\\.lang\\.Object>)");

    private final transient JsonTypes types;

    JsonTypeIds(JavaType baseType, Collection<NamedType> subtypes, JsonTypes types) {
        super(baseType, subtypes, types);
        this.types = types;
    }

    /** Whether the declared type is Optional or the like. */
    boolean isForReferences() {
        return _baseType.isReferenceType();
    }

    @Override
    protected String _idFrom(DatabindContext context, Object value, Class<?> suggested) {
        Class<?> type = value instanceof StandIn standIn ? standIn.standsFor() : suggested;
        if (ClassUtil.isEnumType(type)) {
            type = ClassUtil.findEnumType(type);
        }
        types.requireWritable(context, type);
        requireNaturalOrder(context, value);
        TypesWritten.in(context).add(type);
        if (value instanceof EnumSet<?> set) {
            return "java.util.EnumSet<" + enumName(context, EnumTypes.of(set)) + ">";
        }
        if (value instanceof EnumMap<?, ?> map) {
            return "java.util.EnumMap<" + enumName(context, EnumTypes.of(map)) + ",java.lang.Object>";
        }
        return type.getName();
    }

    private String enumName(DatabindContext context, Class<?> type) {
        types.requireWritable(context, type);
        return type.getName();
    }

    private static void requireNaturalOrder(DatabindContext context, Object value) {
        if (comparatorOf(value) != null && !isRestoredByItsOwner(context)) {
            throw Refusals.refused(value.getClass().getName()
                    + " with a comparator would be read back in natural order: use the natural order or another type");
        }
    }

    private static @Nullable Comparator<?> comparatorOf(Object value) {
        if (value instanceof SortedMap<?, ?> map) {
            return map.comparator();
        }
        if (value instanceof SortedSet<?> set) {
            return set.comparator();
        }
        return value instanceof PriorityQueue<?> queue ? queue.comparator() : null;
    }

    /** Types of Spring Security make their maps themselves when they are read. */
    private static boolean isRestoredByItsOwner(DatabindContext context) {
        Object owner = context instanceof SerializationContext writing
                        && writing.getGenerator() instanceof TypeRecordingGenerator generator
                ? generator.owner()
                : null;
        return owner != null && JsonTypes.isOfSpringSecurity(owner.getClass().getName());
    }

    @Override
    protected JavaType _typeFromId(DatabindContext context, String id) {
        return types.readable(_baseType, id, () -> lookUp(context, id));
    }

    private JavaType lookUp(DatabindContext context, String id) {
        String name = id;
        if (id.indexOf('<') >= 0) {
            Matcher ofEnums = OF_ENUMS.matcher(id);
            name = !ofEnums.matches() ? id : ofEnums.group(1) != null ? ofEnums.group(1) : ofEnums.group(2);
        }
        // Jackson would cut blanks off, so that there were any number of ids for the same type.
        boolean plain = name.equals(id) || JavaTypeNames.isQualifiedName(name);
        if (!plain || !types.allows(context, name)) {
            throw Refusals.notAllowed(name);
        }
        JavaType type = context.resolveAndValidateSubType(_baseType, id, types);
        if (type == null) {
            throw Refusals.refused("there is no class " + JavaTypeNames.told(name));
        }
        return type;
    }
}
