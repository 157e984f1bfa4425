package io.memshare.serializer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/** Optional and the like leave no trace in JSON: only where the type is declared, they are read back. */
final class DeclaredReference extends ValueSerializer<Object> {

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
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
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
