package io.memshare.autoconfigure.observation;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationRegistryCustomizer;
import org.springframework.core.env.Environment;

/**
 * The parts of an application that see or change observations. Thread-safe.
 *
 * @param registry the registry of the application
 * @param beans the beans of the application
 * @param environment its properties
 */
record ObservationParts(ObservationRegistry registry, ListableBeanFactory beans, Environment environment) {

    private static final List<Class<?>> KINDS = List.of(
            ObservationHandler.class,
            ObservationFilter.class,
            ObservationPredicate.class,
            GlobalObservationConvention.class,
            ObservationRegistryCustomizer.class);

    private static final List<String> PROPERTIES =
            List.of("management.observations.enable", "management.observations.key-values");

    /** Make timers and spans, pass trace ids on, and apply the properties. */
    private static final Set<String> OF_SPRING_BOOT = Set.of(
            DefaultMeterObservationHandler.class.getName(),
            "io.micrometer.tracing.handler.DefaultTracingObservationHandler",
            "io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler",
            "io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler",
            "org.springframework.boot.micrometer.observation.autoconfigure.PropertiesObservationFilterPredicate");

    /**
     * Returns whether nothing but Spring Boot's own handlers of timers and spans sees an observation, and no property
     * changes one. What is added to the registry without a bean is not seen.
     */
    boolean areOfSpringBootAlone() {
        return registry.getClass() == ObservationRegistry.create().getClass()
                && PROPERTIES.stream().noneMatch(this::isSet)
                && KINDS.stream()
                        .flatMap(kind -> Stream.of(beans.getBeanNamesForType(kind, true, false)))
                        .allMatch(this::isOfSpringBoot);
    }

    private boolean isSet(String property) {
        return Binder.get(environment)
                        .bind(property, Bindable.mapOf(String.class, String.class))
                        .map(Map::size)
                        .orElse(0)
                > 0;
    }

    private boolean isOfSpringBoot(String name) {
        Class<?> type = beans.getType(name);
        return type != null && OF_SPRING_BOOT.contains(type.getName());
    }
}
