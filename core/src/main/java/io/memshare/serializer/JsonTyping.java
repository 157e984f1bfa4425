package io.memshare.serializer;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TreeNode;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.jsontype.impl.StdTypeResolverBuilder;

/**
 * Adds {@link JsonTypeIds}: to every value whose declared type is not final, or to the values of a type that an
 * annotation asks for.
 */
final class JsonTyping extends StdTypeResolverBuilder {

    private final JsonTypes types;
    private final boolean annotated;

    private JsonTyping(JsonTypeInfo.Value settings, JsonTypes types, boolean annotated) {
        super(settings);
        this.types = types;
        this.annotated = annotated;
    }

    private JsonTyping(JsonTyping base, Class<?> defaultImpl) {
        super(base, defaultImpl);
        this.types = base.types;
        this.annotated = base.annotated;
    }

    /** For all types that have no annotation. */
    static JsonTyping byDefault(JsonTypes types) {
        JsonTypeInfo.Value settings =
                JsonTypeInfo.Value.construct(JsonTypeInfo.Id.CLASS, JsonTypeInfo.As.PROPERTY, null, null, false, null);
        return new JsonTyping(settings, types, false);
    }

    /** For a type annotated with {@code JsonTypeInfo} to be named by its class. */
    static JsonTyping annotated(JsonTypeInfo.Value settings, JsonTypes types) {
        return new JsonTyping(settings, types, true);
    }

    private boolean appliesTo(JavaType declared) {
        if (annotated) {
            return true;
        }
        JavaType type = declared;
        while (type.isArrayType()) {
            type = type.getContentType();
        }
        while (type.isReferenceType()) {
            type = type.getReferencedType();
        }
        return !type.isPrimitive() && !type.isFinal() && !TreeNode.class.isAssignableFrom(type.getRawClass());
    }

    @Override
    public @Nullable TypeSerializer buildTypeSerializer(
            SerializationContext context, JavaType baseType, Collection<NamedType> subtypes) {
        return appliesTo(baseType) ? super.buildTypeSerializer(context, baseType, subtypes) : null;
    }

    @Override
    public @Nullable TypeDeserializer buildTypeDeserializer(
            DeserializationContext context, JavaType baseType, Collection<NamedType> subtypes) {
        return appliesTo(baseType) ? super.buildTypeDeserializer(context, baseType, subtypes) : null;
    }

    @Override
    public StdTypeResolverBuilder withDefaultImpl(Class<?> defaultImpl) {
        return new JsonTyping(this, defaultImpl);
    }

    @Override
    public PolymorphicTypeValidator subTypeValidator(DatabindContext context) {
        return types;
    }

    @Override
    protected TypeIdResolver idResolver(
            DatabindContext context,
            JavaType baseType,
            PolymorphicTypeValidator validator,
            Collection<NamedType> subtypes,
            boolean forSerialization,
            boolean forDeserialization) {
        return new JsonTypeIds(baseType, subtypes, types);
    }
}
