package io.memshare.serializer;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/** Types of Spring Security write properties that they do not read; from all others nothing may go lost. */
final class DerivedProperties extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String propertyName) {
        Class<?> type = beanOrClass instanceof Class<?> declared ? declared : beanOrClass.getClass();
        if (!JsonTypes.isOfSpringSecurity(type.getName())) {
            return false;
        }
        parser.skipChildren();
        return true;
    }
}
