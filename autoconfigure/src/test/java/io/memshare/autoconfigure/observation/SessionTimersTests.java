package io.memshare.autoconfigure.observation;

import static io.memshare.autoconfigure.observation.BootObservations.FAILED;
import static io.memshare.autoconfigure.observation.BootObservations.FOUND;
import static io.memshare.autoconfigure.observation.BootObservations.SAVED;
import static io.memshare.autoconfigure.observation.BootObservations.count;
import static io.memshare.autoconfigure.observation.BootObservations.find;
import static io.memshare.autoconfigure.observation.BootObservations.meters;
import static io.memshare.autoconfigure.observation.BootObservations.save;
import static io.memshare.autoconfigure.observation.BootObservations.withMemshare;
import static io.memshare.autoconfigure.observation.BootObservations.withoutMemshare;
import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.SessionObserver;
import io.memshare.session.SessionObserver.Ongoing;
import io.memshare.session.SessionObserver.Operation;
import io.memshare.session.SessionObserver.Outcome;
import io.memshare.session.SessionObserver.Result;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.context.ApplicationContext;

/** The timers are those that Spring Boot's handler would make of observations. */
@Execution(ExecutionMode.CONCURRENT)
class SessionTimersTests {

    private static final String FIND = "memshare.session.find";

    /** Each outcome twice, as a timer is looked up once. */
    private static Map<String, Long> recorded(ApplicationContext application) {
        for (int i = 0; i < 2; i++) {
            find(application, FOUND);
            find(application, new Result(Outcome.ABSENT, null, null));
            save(application, SAVED);
            save(application, FAILED);
            save(application, new Result(Outcome.FAILED, null, null));
        }
        Map<String, Long> recorded = new TreeMap<>();
        for (Meter meter : meters(application).getMeters()) {
            if (meter.getId().getName().startsWith("memshare") && meter instanceof Timer timer) {
                recorded.put(meter.getId().toString(), timer.count());
            }
        }
        return recorded;
    }

    @Test
    void timersAreThoseOfSpringBootsHandler() {
        withMemshare()
                .run(own -> withoutMemshare().run(boot -> {
                    assertThat(own).hasSingleBean(SessionObserver.class);
                    assertThat(boot).doesNotHaveBean(SessionObserver.class);
                    assertThat(recorded(own)).isEqualTo(recorded(boot)).hasSize(5);
                }));
    }

    @Test
    void theTimeIsThatOfTheOperation() {
        MockClock clock = new MockClock();
        SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
        Ongoing find = new SessionTimers(registry).start(Operation.FIND);
        clock.add(Duration.ofMillis(20));
        find.ended(FOUND);
        assertThat(registry.get(FIND).timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
    }

    @Test
    void aFilterOfMetersIsObeyed() {
        withMemshare()
                .withBean(MeterFilter.class, () -> MeterFilter.renameTag("memshare", "outcome", "result"))
                .run(application -> {
                    find(application, FOUND);
                    find(application, FOUND);
                    assertThat(count(application, FIND, "result", "found")).isEqualTo(2);
                });
    }

    @Test
    void metersMayBeSwitchedOff() {
        withMemshare()
                .withPropertyValues("management.metrics.enable.memshare.session.find=false")
                .run(application ->
                        assertThat(recorded(application).keySet()).isNotEmpty().noneMatch(id -> id.contains("find")));
    }

    @Test
    void metersThatWereRemovedComeBack() {
        withMemshare().run(application -> {
            recorded(application);
            meters(application).clear();
            assertThat(recorded(application)).hasSize(5).containsValue(2L).doesNotContainValue(1L);
        });
    }

    @Test
    void aHandlerOfTheApplicationTakesThePlaceOfTimers() {
        OwnHandler handler = new OwnHandler();
        withMemshare().withBean(OwnHandler.class, () -> handler).run(application -> {
            find(application, FOUND);
            save(application, SAVED);
            assertThat(handler.stopped).containsExactly(FIND, "memshare.session.save");
            assertThat(count(application, FIND)).isZero();
        });
    }

    @Test
    void anObserverOfTheApplicationTakesThePlaceOfBoth() {
        List<Operation> observed = new ArrayList<>();
        withMemshare()
                .withBean(SessionObserver.class, () -> operation -> {
                    observed.add(operation);
                    return result -> {};
                })
                .run(application -> {
                    assertThat(application).hasSingleBean(SessionObserver.class);
                    find(application, FOUND);
                    assertThat(observed).containsExactly(Operation.FIND);
                });
    }

    /** A handler of all observations. */
    private static final class OwnHandler implements MeterObservationHandler<Observation.Context> {

        private final List<String> stopped = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context.getName());
        }
    }
}
