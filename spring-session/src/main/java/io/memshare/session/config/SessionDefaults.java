package io.memshare.session.config;

import io.memshare.session.MemshareSessionRepository;
import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;
import org.springframework.util.ClassUtils;

/**
 * The values of {@link EnableMemshareHttpSession}. Immutable.
 *
 * @param maxInactiveInterval the idle timeout of a new session; zero expires it at once, negative means never
 * @param saveMode which attributes are written
 * @param flushMode when they are written
 * @param allowedPackages the packages whose types may be attributes, if the application defines no serializer
 */
record SessionDefaults(
        Duration maxInactiveInterval, SaveMode saveMode, FlushMode flushMode, List<String> allowedPackages) {

    /** The values without the annotation. */
    static final SessionDefaults NONE = new SessionDefaults(
            MapSession.DEFAULT_MAX_INACTIVE_INTERVAL, SaveMode.ON_GET_ATTRIBUTE, FlushMode.ON_SAVE, List.of());

    /**
     * Reads the annotation of a class.
     *
     * @param importing the class that imports the configuration, with or without the annotation
     */
    static SessionDefaults of(AnnotationMetadata importing) {
        AnnotationAttributes attributes = AnnotationAttributes.fromMap(
                importing.getAnnotationAttributes(EnableMemshareHttpSession.class.getName()));
        if (attributes == null) {
            return NONE;
        }
        String ownPackage = ClassUtils.getPackageName(importing.getClassName());
        return new SessionDefaults(
                Duration.ofSeconds(attributes.<Integer>getNumber("maxInactiveIntervalInSeconds")),
                attributes.getEnum("saveMode"),
                attributes.getEnum("flushMode"),
                ownPackage.isEmpty() ? List.of() : List.of(ownPackage));
    }

    void applyTo(MemshareSessionRepository repository) {
        repository.setDefaultMaxInactiveInterval(maxInactiveInterval);
        repository.setSaveMode(saveMode);
        repository.setFlushMode(flushMode);
    }
}
