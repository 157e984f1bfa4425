package io.memshare.autoconfigure.observation;

import io.memshare.session.SessionObserver;
import io.memshare.session.SessionObserver.Operation;
import io.memshare.session.SessionObserver.Outcome;
import io.memshare.session.SessionObserver.ReplicaCounts;
import io.memshare.session.SessionObserver.Result;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Applications whose observations Spring Boot configures, and operations on sessions without nodes. */
final class BootObservations {

    static final Result FOUND = new Result(Outcome.FOUND, new ReplicaCounts(3, 3, 0), null);
    static final Result SAVED = new Result(Outcome.SAVED, new ReplicaCounts(3, 2, 1), null);
    static final Result FAILED = new Result(Outcome.FAILED, null, new IllegalStateException("too few nodes answered"));

    private BootObservations() {}

    /** Returns an application with what Spring Boot alone brings to make meters of observations. */
    static ApplicationContextRunner withoutMemshare() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ObservationAutoConfiguration.class,
                        MetricsAutoConfiguration.class,
                        CompositeMeterRegistryAutoConfiguration.class,
                        SimpleMetricsExportAutoConfiguration.class));
    }

    /** Returns the same application with memshare's part. */
    static ApplicationContextRunner withMemshare() {
        return withoutMemshare().withConfiguration(AutoConfigurations.of(MemshareObservationAutoConfiguration.class));
    }

    static void find(ApplicationContext application, Result result) {
        observe(application, Operation.FIND, result);
    }

    static void save(ApplicationContext application, Result result) {
        observe(application, Operation.SAVE, result);
    }

    private static void observe(ApplicationContext application, Operation operation, Result result) {
        observer(application).start(operation).ended(result);
    }

    /** Returns the observer that memshare uses, or one that makes an observation of each operation. */
    static SessionObserver observer(ApplicationContext application) {
        return application
                .getBeanProvider(SessionObserver.class)
                .getIfAvailable(() -> new SessionObservations(registry(application)));
    }

    static ObservationRegistry registry(ApplicationContext application) {
        return application.getBean(ObservationRegistry.class);
    }

    static MeterRegistry meters(ApplicationContext application) {
        return application.getBean(MeterRegistry.class);
    }

    /** Returns how often timers with this name and at least these tags have recorded. */
    static long count(ApplicationContext application, String name, String... tags) {
        return meters(application).find(name).tags(tags).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }
}
