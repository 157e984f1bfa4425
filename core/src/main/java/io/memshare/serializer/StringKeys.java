package io.memshare.serializer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Keys of a map whose key type is not declared: they are read back as strings, so they have to be strings. */
final class StringKeys extends ValueSerializer<Object> {

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
