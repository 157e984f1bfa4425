package io.memshare.session.config;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.AttributeSerializerBuilder;
import io.memshare.serializer.JdkAttributeSerializer;
import io.memshare.serializer.JsonAttributeSerializer;
import java.util.Collection;
import org.springframework.util.ClassUtils;

/** Chooses how attributes are stored when the application does not say. */
final class DefaultAttributeSerializer {

    private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

    private DefaultAttributeSerializer() {}

    /**
     * Returns JSON when Jackson 3 is there, else the serialization of the JDK.
     *
     * @param classLoader what loads the application's classes
     * @param allowedPackages the packages whose types may be attributes
     */
    static AttributeSerializer create(ClassLoader classLoader, Collection<String> allowedPackages) {
        AttributeSerializerBuilder<?> builder = ClassUtils.isPresent(JACKSON, classLoader)
                ? JsonAttributeSerializer.builder()
                : JdkAttributeSerializer.builder();
        return builder.classLoader(classLoader).allowPackages(allowedPackages).build();
    }
}
