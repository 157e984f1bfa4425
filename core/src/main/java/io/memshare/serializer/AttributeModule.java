package io.memshare.serializer;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.introspect.VisibilityChecker;

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

    /**
     * Has types that an annotation names by class go through the allow-list too, and leaves types of Spring Security to
     * what its modules expect: Jackson's own rule of which members are written.
     */
    private static final class CheckedTypeInfo extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        private final transient JsonTypes types;

        CheckedTypeInfo(JsonTypes types) {
            this.types = types;
        }

        @Override
        public @Nullable Object findTypeResolverBuilder(MapperConfig<?> config, Annotated annotated) {
            JsonTypeInfo info = annotated.getAnnotation(JsonTypeInfo.class);
            if (info == null) {
                return null;
            }
            boolean byClass = info.use() == JsonTypeInfo.Id.CLASS || info.use() == JsonTypeInfo.Id.MINIMAL_CLASS;
            return byClass ? JsonTyping.annotated(JsonTypeInfo.Value.from(info), types) : null;
        }

        @Override
        public VisibilityChecker findAutoDetectVisibility(
                MapperConfig<?> config, AnnotatedClass type, VisibilityChecker visibility) {
            boolean jacksons =
                    JsonTypes.isOfSpringSecurity(type.getName()) && !type.hasAnnotation(JsonAutoDetect.class);
            return jacksons ? VisibilityChecker.defaultInstance() : visibility;
        }
    }

    /** Types of Spring Security write properties that they do not read; from all others nothing may go lost. */
    private static final class DerivedProperties extends DeserializationProblemHandler {

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
}
