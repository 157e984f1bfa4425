package io.memshare.serializer;

import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperBuilder;

/** What session attributes need of Jackson; has to come after Spring Security's modules, which set some of it differently. */
final class AttributeModule extends JacksonModule {

    private final JsonTypes types;

    AttributeModule(JsonTypes types) {
        this.types = types;
    }

    @Override
    public String getModuleName() {
        return AttributeModule.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        MapperBuilder<?, ?> mapper = (MapperBuilder<?, ?>) context.getOwner();
        mapper.polymorphicTypeValidator(types);
        mapper.setDefaultTyping(JsonTyping.byDefault(types));
        mapper.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
        mapper.disable(
                DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
                DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE,
                DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
                DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID);
        context.insertAnnotationIntrospector(new CheckedTypeInfo(types));
        context.addSerializerModifier(new LosslessSerializers());
        context.addDeserializers(new JdkCollectionDeserializers());
        context.addDeserializerModifier(new UntypedDoubles());
        context.addHandler(new DerivedProperties());
    }
}
