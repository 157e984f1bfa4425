package io.memshare.autoconfigure;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.serializer.form.FormSerializerBuilder;
import io.memshare.serializer.form.Serialization;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Builds the serializer configured by {@link MemshareProperties}. */
final class AttributeSerializers {

    private static final String JACKSON = "tools.jackson.core.json.JsonFactory";
    private static final String SERIALIZATION = "memshare.serialization";

    private AttributeSerializers() {}

    /**
     * Creates the serializer.
     *
     * @param properties the form, and the types that are allowed in addition to the application's own
     * @param classLoader the class loader of the application's classes
     * @param applicationPackages the packages of the application, with an empty name for the unnamed package
     * @throws InvalidMemsharePropertyException if JSON is requested and Jackson 3 is missing or too old, or a name is
     *     invalid or refers to nothing
     */
    static AttributeSerializer create(
            MemshareProperties properties, ClassLoader classLoader, Collection<String> applicationPackages) {
        Serialization serialization = properties.serialization();
        if (serialization == Serialization.JSON && !ClassUtils.isPresent(JACKSON, classLoader)) {
            throw new InvalidMemsharePropertyException(
                    SERIALIZATION,
                    "json",
                    "Jackson 3 is not on the class path: there is no " + JACKSON,
                    "Add the dependency tools.jackson.core:jackson-core, or remove the property.");
        }
        FormSerializerBuilder builder = FormSerializer.builder()
                .serialization(serialization)
                .classLoader(classLoader)
                .allowPackages(applicationPackages.stream()
                        .filter(StringUtils::hasText)
                        .toList());
        List<String> packages = properties.session().allowedPackages();
        allow("memshare.session.allowed-packages", packages, () -> builder.allowPackages(packages));
        requireAll("memshare.session.allowed-packages", packages, name -> PackagePresence.of(name, classLoader));
        List<String> types = properties.session().allowedTypes();
        allow("memshare.session.allowed-types", types, () -> builder.allowTypes(types));
        requireAll("memshare.session.allowed-types", types, name -> ClassPresence.of(name, classLoader));
        return build(builder, serialization);
    }

    private static AttributeSerializer build(FormSerializerBuilder builder, Serialization serialization) {
        try {
            return builder.build();
        } catch (IllegalStateException ex) {
            throw new InvalidMemsharePropertyException(
                    SERIALIZATION,
                    serialization.name().toLowerCase(Locale.ROOT),
                    String.valueOf(ex.getMessage()),
                    "Let Spring Boot manage the version of Jackson, or set it to 3.1.4 or later.",
                    ex);
        }
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

    private static void requireAll(String property, List<String> names, Predicate<String> exists) {
        for (String name : names) {
            if (!exists.test(name)) {
                throw new InvalidMemsharePropertyException(
                        property,
                        String.join(",", names),
                        "'" + name + "' is not found on the class path",
                        "Correct the name, or remove it. A nested type is written with a dollar sign, such as"
                                + " com.example.shop.Cart$Item.");
            }
        }
    }
}
