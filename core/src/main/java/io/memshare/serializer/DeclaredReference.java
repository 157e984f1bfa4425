package io.memshare.serializer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/** Optional and the like leave no trace in JSON: only where the type is declared, they are read back. */
final class DeclaredReference extends GuardSerializer {

    DeclaredReference(ValueSerializer<?> delegate) {
        super(delegate);
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
    GuardSerializer before(ValueSerializer<?> serializer) {
        return new DeclaredReference(serializer);
    }
}
