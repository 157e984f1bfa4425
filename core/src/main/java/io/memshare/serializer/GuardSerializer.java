package io.memshare.serializer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Stands before one of Jackson's serializers. */
abstract class GuardSerializer extends ValueSerializer<Object> {

    final ValueSerializer<Object> delegate;

    @SuppressWarnings("unchecked")
    GuardSerializer(ValueSerializer<?> delegate) {
        this.delegate = (ValueSerializer<Object>) delegate;
    }

    /** The same guard before another serializer. */
    abstract GuardSerializer before(ValueSerializer<?> serializer);

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        ValueSerializer<?> contextual = delegate.createContextual(context, property);
        return contextual == delegate ? this : before(contextual);
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
