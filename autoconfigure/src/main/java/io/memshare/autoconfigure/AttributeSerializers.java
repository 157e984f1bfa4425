package io.memshare.autoconfigure;

import io.memshare.autoconfigure.MemshareProperties.Serialization;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.AttributeSerializerBuilder;
import io.memshare.serializer.JdkAttributeSerializer;
import io.memshare.serializer.JsonAttributeSerializer;
import java.util.Collection;
import java.util.List;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Builds the serializer that {@link MemshareProperties} ask for. */
final class AttributeSerializers {

    private static final String JACKSON = "tools.jackson.databind.json.JsonMapper";

    private AttributeSerializers() {}

    /**
     * @param properties the form, and the types that are allowed beside the application's own
     * @param classLoader what loads the application's classes
     * @param applicationPackages the packages of the application, an empty name for one that has none
     * @throws InvalidMemsharePropertyException if JSON is asked for and Jackson 3 is not there, or a name is none
     */
    static AttributeSerializer create(
            MemshareProperties properties, ClassLoader classLoader, Collection<String> applicationPackages) {
        AttributeSerializerBuilder<?> builder = builder(properties.serialization(), classLoader)
                .classLoader(classLoader)
                .allowPackages(applicationPackages.stream()
                        .filter(StringUtils::hasText)
                        .toList());
        List<String> packages = properties.session().allowedPackages();
        allow("memshare.session.allowed-packages", packages, () -> builder.allowPackages(packages));
        List<String> types = properties.session().allowedTypes();
        allow("memshare.session.allowed-types", types, () -> builder.allowTypes(types));
        return builder.build();
    }

    private static AttributeSerializerBuilder<?> builder(Serialization serialization, ClassLoader classLoader) {
        if (serialization == Serialization.JDK) {
            return JdkAttributeSerializer.builder();
        }
        if (!ClassUtils.isPresent(JACKSON, classLoader)) {
            throw new InvalidMemsharePropertyException(
                    "memshare.serialization",
                    "json",
                    "Jackson 3 is not on the class path: there is no " + JACKSON,
                    "Add the dependency tools.jackson.core:jackson-databind, or set memshare.serialization to jdk.");
        }
        return JsonAttributeSerializer.builder();
    }

    private static void allow(String property, List<String> names, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException ex) {
            throw new InvalidMemsharePropertyException(
                    property,
                    String.join(",", names),
                    String.valueOf(ex.getMessage()),
                    "List full names, without wildcards, such as com.example.shop for a package or"
                            + " com.example.shop.Cart for a type.",
                    ex);
        }
    }
}
