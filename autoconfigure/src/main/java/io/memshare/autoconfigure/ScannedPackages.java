package io.memshare.autoconfigure;

import io.memshare.serializer.form.FormSerializer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * The packages of the application and of all its modules: the package of its main class, and the packages that its
 * annotations name for components, entities and repositories, such as {@code @ComponentScan}, {@code @EntityScan} and
 * {@code @EnableJpaRepositories}.
 */
final class ScannedPackages {

    /** Packages that would allow the types of unrelated libraries. */
    private static final Set<String> TOO_WIDE = Set.of("", "com", "org", "net", "io", "edu", "gov", "dev", "de", "uk");

    private static final Logger LOG = LoggerFactory.getLogger(ScannedPackages.class);

    private final ConfigurableListableBeanFactory beanFactory;
    private final Set<String> packages = new LinkedHashSet<>();

    private ScannedPackages(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    static Set<String> of(ConfigurableListableBeanFactory beanFactory) {
        ScannedPackages scanned = new ScannedPackages(beanFactory);
        for (String name : beanFactory.getBeanDefinitionNames()) {
            BeanDefinition definition = beanFactory.getBeanDefinition(name);
            AnnotationMetadata metadata = metadata(definition);
            if (metadata != null) {
                scanned.add(metadata);
            }
        }
        scanned.packages.removeIf(TOO_WIDE::contains);
        if (AutoConfigurationPackages.has(beanFactory)) {
            scanned.packages.addAll(AutoConfigurationPackages.get(beanFactory));
        }
        scanned.packages.removeIf(name -> !name.isEmpty() && !isAllowable(name));
        return scanned.packages;
    }

    /** A definition that was generated ahead of time has the class of its bean in place of metadata. */
    private static @Nullable AnnotationMetadata metadata(BeanDefinition definition) {
        if (definition instanceof AnnotatedBeanDefinition annotated) {
            return annotated.getMetadata();
        }
        return definition instanceof AbstractBeanDefinition generated && generated.hasBeanClass()
                ? AnnotationMetadata.introspect(ClassUtils.getUserClass(generated.getBeanClass()))
                : null;
    }

    /** An annotation may name what is no package, such as a placeholder without a value, or a package of the JDK. */
    private static boolean isAllowable(String name) {
        try {
            FormSerializer.builder().allowPackages(List.of(name));
            return true;
        } catch (IllegalArgumentException ex) {
            LOG.debug("the types of '{}', which an annotation names, are not allowed: {}", name, ex.getMessage());
            return false;
        }
    }

    private void add(AnnotationMetadata metadata) {
        metadata.getAnnotations().stream().forEach(annotation -> {
            Map<String, Object> attributes = annotation.asMap(MergedAnnotation.Adapt.CLASS_TO_STRING);
            boolean named = addNamed(attributes.get("basePackages"));
            boolean classes = addClasses(attributes.get("basePackageClasses"));
            if (!named && !classes && isComponentScan(annotation)) {
                packages.add(ClassUtils.getPackageName(metadata.getClassName()));
            }
        });
    }

    /** The component scan of {@code @SpringBootApplication} covers the package that Spring Boot reports. */
    private static boolean isComponentScan(MergedAnnotation<?> annotation) {
        return annotation.isDirectlyPresent() && annotation.getType().getName().equals(ComponentScan.class.getName());
    }

    private boolean addNamed(@Nullable Object value) {
        if (!(value instanceof String[] names) || names.length == 0) {
            return false;
        }
        Stream.of(names).map(this::resolved).forEach(this::addResolved);
        return true;
    }

    private @Nullable String resolved(String name) {
        try {
            return beanFactory.resolveEmbeddedValue(name);
        } catch (IllegalArgumentException ex) {
            LOG.debug("the package '{}', which an annotation names, is unknown: {}", name, ex.getMessage());
            return null;
        }
    }

    private void addResolved(@Nullable String names) {
        for (String name : names == null ? new String[0] : names.split("[,; \\t\\n]+")) {
            int wildcard = name.indexOf('*');
            String fixed = wildcard < 0 ? name : name.substring(0, wildcard);
            packages.add(fixed.endsWith(".") ? fixed.substring(0, fixed.length() - 1) : fixed);
        }
    }

    private boolean addClasses(@Nullable Object value) {
        if (!(value instanceof String[] classes) || classes.length == 0) {
            return false;
        }
        Stream.of(classes).map(ClassUtils::getPackageName).forEach(packages::add);
        return true;
    }
}
