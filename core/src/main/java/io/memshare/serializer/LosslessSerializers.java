package io.memshare.serializer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Puts a guard before those of Jackson's serializers that lose something without saying so. */
final class LosslessSerializers extends ValueSerializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public ValueSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        return StableOrderSerializer.wrap(type.getRawClass(), serializer);
    }

    @Override
    public ValueSerializer<?> modifyMapSerializer(
            SerializationConfig config,
            MapType type,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        return StableOrderSerializer.wrap(type.getRawClass(), serializer);
    }

    @Override
    public ValueSerializer<?> modifyKeySerializer(
            SerializationConfig config,
            JavaType type,
            BeanDescription.Supplier description,
            ValueSerializer<?> serializer) {
        return type.isJavaLangObject() ? new StringKeys() : serializer;
    }

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription.Supplier description, ValueSerializer<?> serializer) {
        return description.getType().isReferenceType() ? new DeclaredReference(serializer) : serializer;
    }

    /** Spring Security's modules do not read what an exception suppressed, and leave it out of the list of types. */
    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier description, List<BeanPropertyWriter> properties) {
        Class<?> type = description.getBeanClass();
        if (!Throwable.class.isAssignableFrom(type) || !JsonTypes.isOfSpringSecurity(type.getName())) {
            return properties;
        }
        return properties.stream()
                .filter(property -> !property.getName().equals("suppressed"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Keys of a map whose key type is not declared: they are read back as strings, so they have to be strings. */
    private static final class StringKeys extends ValueSerializer<Object> {

        @Override
        public void serialize(Object key, JsonGenerator generator, SerializationContext context) {
            if (!(key instanceof String name)) {
                throw Refusals.refused("a map with keys of type "
                        + JavaTypeNames.told(key.getClass().getName())
                        + " would be read back with strings: use String keys, an EnumMap,"
                        + " or put the map in a type of the application that declares its key type");
            }
            generator.writeName(name);
        }
    }

    /** Optional and the like leave no trace in JSON: only where the type is declared, they are read back. */
    private static final class DeclaredReference extends ValueSerializer<Object> {

        private final ValueSerializer<Object> delegate;

        @SuppressWarnings("unchecked")
        DeclaredReference(ValueSerializer<?> delegate) {
            this.delegate = (ValueSerializer<Object>) delegate;
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            delegate.serialize(value, generator, context);
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
            if (types.getTypeIdResolver() instanceof JsonTypeIds ids && !ids.isForReferences()) {
                throw Refusals.refused(value.getClass().getName()
                        + " would be read back as what it holds: store what it holds,"
                        + " or declare it in a type of the application");
            }
            delegate.serializeWithType(value, generator, context, types);
        }

        @Override
        public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
            ValueSerializer<?> contextual = delegate.createContextual(context, property);
            return contextual == delegate ? this : new DeclaredReference(contextual);
        }

        @Override
        public void resolve(SerializationContext context) {
            delegate.resolve(context);
        }

        @Override
        public boolean isEmpty(SerializationContext context, Object value) {
            return delegate.isEmpty(context, value);
        }
    }
}
