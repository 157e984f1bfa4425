package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** What processing an application ahead of time tells a native image of memshare. */
class RuntimeHintsTests {

    private static RuntimeHints processed(Class<?>... configurations) {
        GenericApplicationContext context = new GenericWebApplicationContext();
        AnnotationConfigUtils.registerAnnotationConfigProcessors(context);
        for (Class<?> each : configurations) {
            context.registerBean(each);
        }
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(RuntimeHintsTests.class)), new InMemoryGeneratedFiles());
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        return generation.getRuntimeHints();
    }

    @Test
    void propertiesCanBeBound() {
        RuntimeHints hints = processed(MemshareAutoConfiguration.class);
        assertThat(reflection().onType(MemshareProperties.class)).accepts(hints);
        assertThat(reflection().onType(MemshareProperties.Session.class)).accepts(hints);
        assertThat(reflection().onType(MemshareProperties.Rebuild.class)).accepts(hints);
    }

    @Test
    void withoutMemshareThereAreNoSuchHints() {
        assertThat(reflection().onType(MemshareProperties.class)).rejects(processed());
    }
}
