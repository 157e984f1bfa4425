package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

class ScannedPackagesTests {

    private static Set<String> packages(Class<?> configuration) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("scanned", "org.acme.configured")));
            context.register(configuration);
            context.refresh();
            return ScannedPackages.of(context.getBeanFactory());
        }
    }

    @Configuration
    @AutoConfigurationPackage
    static class Plain {}

    @Test
    void theOneOfTheMainClassIsThere() {
        assertThat(packages(Plain.class)).containsExactly(getClass().getPackageName());
    }

    @Configuration
    @ComponentScan(
            basePackages = {"org.acme.one, org.acme.two", "${scanned}", "org.acme.three.**", "com", "**"},
            basePackageClasses = Extension.class)
    @Repositories(basePackages = "org.acme.model")
    static class Scanning {}

    /** As the annotations that enable repositories, and find entities. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Repositories {
        String[] basePackages() default {};

        Class<?>[] basePackageClasses() default {};
    }

    @Test
    void thoseThatAnnotationsNameAreThere() {
        assertThat(ScannedPackages.of(definitions(Scanning.class)))
                .containsExactlyInAnyOrder(
                        "org.acme.one",
                        "org.acme.two",
                        "org.acme.configured",
                        "org.acme.three",
                        "org.junit.jupiter.api.extension",
                        "org.acme.model");
    }

    @SpringBootApplication(scanBasePackages = "org.acme.web")
    static class Application {}

    @Test
    void thoseOfTheApplicationAnnotationAreThere() {
        assertThat(ScannedPackages.of(definitions(Application.class))).containsExactly("org.acme.web");
    }

    @Configuration
    @ComponentScan
    static class OwnPackage {}

    @Test
    void aScanWithoutNamesIsOfThePackageOfItsClass() {
        assertThat(ScannedPackages.of(definitions(OwnPackage.class)))
                .containsExactly(getClass().getPackageName());
    }

    @Configuration
    @Repositories(basePackages = "org.acme.model", basePackageClasses = Extension.class)
    static class Enabling {

        @Bean
        Object bean() {
            return new Object();
        }
    }

    /** Processing ahead of time generates definitions without metadata, of classes that Spring has enhanced. */
    @Test
    void thoseOfADefinitionThatWasGeneratedAheadOfTimeAreThere() {
        DefaultListableBeanFactory generated = new DefaultListableBeanFactory();
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Enabling.class)) {
            Class<?> enhanced = context.getBean(Enabling.class).getClass();
            assertThat(enhanced).isNotEqualTo(Enabling.class);
            generated.registerBeanDefinition("enabling", new RootBeanDefinition(enhanced));
        }
        generated.registerBeanDefinition("missing", new RootBeanDefinition("org.acme.Missing"));
        generated.registerBeanDefinition("scanning", new RootBeanDefinition(OwnPackage.class));
        assertThat(ScannedPackages.of(generated))
                .containsExactlyInAnyOrder(
                        "org.acme.model",
                        "org.junit.jupiter.api.extension",
                        getClass().getPackageName());
    }

    @Configuration
    @Repositories(basePackages = {"no-package", "java.util", "org.acme.model", "${unknown}.model", "a..b"})
    static class Mistaken {}

    @Test
    void aNameThatCannotBeAllowedIsSkipped() {
        DefaultListableBeanFactory definitions = definitions(Mistaken.class);
        assertThat(ScannedPackages.of(definitions)).containsExactly("org.acme.model");
        definitions.addEmbeddedValueResolver(text -> new MockEnvironment().resolveRequiredPlaceholders(text));
        assertThat(ScannedPackages.of(definitions)).containsExactly("org.acme.model");
    }

    @Configuration
    @AutoConfigurationPackage(basePackages = {"javax.sql", "org.acme.main"})
    static class MistakenMain {}

    @Test
    void norIsItTakenFromTheMainClass() {
        assertThat(packages(MistakenMain.class)).containsExactly("org.acme.main");
    }

    /** The definitions before anything is scanned. */
    private static DefaultListableBeanFactory definitions(Class<?> type) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("scanned", "org.acme.configured")));
        context.register(type);
        context.getDefaultListableBeanFactory()
                .addEmbeddedValueResolver(text -> context.getEnvironment().resolvePlaceholders(text));
        return context.getDefaultListableBeanFactory();
    }
}
