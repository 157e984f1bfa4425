package io.memshare.session.config;

import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import java.util.Collection;

/** Chooses how attributes are stored when the application does not say. */
final class DefaultAttributeSerializer {

    private DefaultAttributeSerializer() {}

    /**
     * Returns one that chooses the form of each value.
     *
     * @param classLoader what loads the application's classes
     * @param allowedPackages the packages whose types may be attributes
     */
    static AttributeSerializer create(ClassLoader classLoader, Collection<String> allowedPackages) {
        return FormSerializer.builder()
                .classLoader(classLoader)
                .allowPackages(allowedPackages)
                .build();
    }
}
