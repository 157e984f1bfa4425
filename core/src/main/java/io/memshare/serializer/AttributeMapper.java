package io.memshare.serializer;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/** The mapper for session attributes. It has nothing to do with the one that serves the application's web interface. */
final class AttributeMapper {

    private AttributeMapper() {}

    static JsonMapper create(ClassLoader classLoader, TypeAllowList allowed) {
        @Nullable SpringSecurityModules security =
                SpringSecurityModules.arePresent() ? SpringSecurityModules.load(classLoader) : null;
        JsonTypes types = new JsonTypes(allowed, classLoader, security == null ? null : security.types());
        return JsonMapper.builder(factory())
                .typeFactory(TypeFactory.createDefaultInstance().withClassLoader(classLoader))
                .addModules(security == null ? List.of() : security.modules())
                .addModule(new AttributeModule(types))
                .changeDefaultVisibility(visibility -> visibility
                        .withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE)
                        .withSetterVisibility(Visibility.NONE))
                .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
                .build();
    }

    /** NaN has to be told from the string "NaN". Names and strings are bounded by the bytes they are read from. */
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .build();
    }
}
