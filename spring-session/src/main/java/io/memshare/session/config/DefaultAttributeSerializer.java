package io.memshare.session.config;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import java.util.Collection;

/** The serializer that is used if the application does not define a serializer of its own. */
final class DefaultAttributeSerializer {

    private DefaultAttributeSerializer() {}

    /**
     * Returns a serializer that chooses the form of each value.
     *
     * @param classLoader the class loader of the application's classes
     * @param allowedPackages the packages whose types may be attributes
     */
    static AttributeSerializer create(ClassLoader classLoader, Collection<String> allowedPackages) {
        return FormSerializer.builder()
                .classLoader(classLoader)
                .allowPackages(allowedPackages)
                .build();
    }
}
