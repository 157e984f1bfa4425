package io.memshare.serializer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
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
}
