package io.memshare.serializer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads a fraction without a type id as the {@code Double} it is, also out of a tree, which keeps its fractions as
 * {@code BigDecimal}: principals of Spring Security are read by way of one.
 */
final class UntypedDoubles extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
        Class<?> type = description.getBeanClass();
        return type == Object.class || type == Number.class ? new DoubleFirst(deserializer) : deserializer;
    }

    private static final class DoubleFirst extends DelegatingDeserializer {

        DoubleFirst(ValueDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new DoubleFirst(delegate);
        }

        @Override
        public @Nullable Object deserializeWithType(
                JsonParser parser, DeserializationContext context, TypeDeserializer types) {
            return parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)
                    ? (Object) parser.getDoubleValue()
                    : super.deserializeWithType(parser, context, types);
        }
    }
}
