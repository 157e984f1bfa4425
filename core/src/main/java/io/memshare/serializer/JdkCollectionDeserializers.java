package io.memshare.serializer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.StdConverter;

/**
 * Reads the collections that the JDK has no public type for as what they were, in their order: those made by
 * {@code List.of}, {@code Arrays.asList}, {@code Collections.unmodifiableList} and so on.
 */
final class JdkCollectionDeserializers extends Deserializers.Base {

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
        return JdkCollection.of(type) != null;
    }

    @Override
    public @Nullable ValueDeserializer<?> findCollectionDeserializer(
            CollectionType type,
            DeserializationConfig config,
            BeanDescription.Supplier description,
            TypeDeserializer elementTypes,
            ValueDeserializer<?> elements) {
        JdkCollection kind = JdkCollection.of(type.getRawClass());
        return kind == null ? null : reader(config, kind, type.getContentType());
    }

    @Override
    public @Nullable ValueDeserializer<?> findMapDeserializer(
            MapType type,
            DeserializationConfig config,
            BeanDescription.Supplier description,
            KeyDeserializer keys,
            TypeDeserializer elementTypes,
            ValueDeserializer<?> elements) {
        JdkCollection kind = JdkCollection.of(type.getRawClass());
        return kind == null ? null : reader(config, kind, type.getKeyType(), type.getContentType());
    }

    private static ValueDeserializer<?> reader(DeserializationConfig config, JdkCollection kind, JavaType... parts) {
        JavaType inner = config.getTypeFactory().constructParametricType(kind.elements(), parts);
        return new StdConvertingDeserializer<>(new Finish(inner, kind));
    }

    /** Makes the real collection of the elements read. */
    private static final class Finish extends StdConverter<Object, Object> {

        private final JavaType inner;
        private final JdkCollection kind;

        Finish(JavaType inner, JdkCollection kind) {
            this.inner = inner;
            this.kind = kind;
        }

        @Override
        public Object convert(Object read) {
            return kind.finish().apply(read);
        }

        @Override
        public JavaType getInputType(TypeFactory factory) {
            return inner;
        }

        @Override
        public JavaType getOutputType(TypeFactory factory) {
            return inner;
        }
    }
}
