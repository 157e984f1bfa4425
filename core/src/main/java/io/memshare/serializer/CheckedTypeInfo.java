package io.memshare.serializer;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.introspect.VisibilityChecker;

/**
 * Has types that an annotation names by class go through the allow-list too, and leaves types of Spring Security to
 * what its modules expect: Jackson's own rule of which members are written.
 */
final class CheckedTypeInfo extends NopAnnotationIntrospector {

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
        boolean jacksons = JsonTypes.isOfSpringSecurity(type.getName()) && !type.hasAnnotation(JsonAutoDetect.class);
        return jacksons ? VisibilityChecker.defaultInstance() : visibility;
    }
}
