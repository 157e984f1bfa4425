package io.memshare.autoconfigure.observation;

import static io.memshare.autoconfigure.observation.BootObservations.FAILED;
import static io.memshare.autoconfigure.observation.BootObservations.FOUND;
import static io.memshare.autoconfigure.observation.BootObservations.SAVED;
import static io.memshare.autoconfigure.observation.BootObservations.count;
import static io.memshare.autoconfigure.observation.BootObservations.find;
import static io.memshare.autoconfigure.observation.BootObservations.meters;
import static io.memshare.autoconfigure.observation.BootObservations.registry;
import static io.memshare.autoconfigure.observation.BootObservations.save;
import static io.memshare.autoconfigure.observation.BootObservations.withMemshare;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationPredicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application adds to its observations holds for those of sessions. Twice, for what is remembered. */
@Execution(ExecutionMode.CONCURRENT)
class ObservationsOfTheApplicationTests {

    private static final String FIND = "memshare.session.find";

    private static ApplicationContextRunner filtered(ObservationFilter filter) {
        return withMemshare().withBean(ObservationFilter.class, () -> filter);
    }

    private static void assertTwoFinds(ApplicationContextRunner runner, String name, String... tags) {
        runner.run(application -> {
            find(application, FOUND);
            find(application, FOUND);
            assertThat(count(application, name, tags)).isEqualTo(2);
        });
    }

    @Test
    void aFilterChangesAKeyValue() {
        ObservationFilter filter = context -> context.addLowCardinalityKeyValue(KeyValue.of(
                "outcome",
                "well "
                        + Objects.requireNonNull(context.getLowCardinalityKeyValue("outcome"))
                                .getValue()));
        assertTwoFinds(filtered(filter), FIND, "outcome", "well found");
    }

    @Test
    void aFilterRemovesAKeyValue() {
        filtered(context -> context.removeLowCardinalityKeyValue("outcome")).run(application -> {
            find(application, FOUND);
            find(application, FOUND);
            Timer timer = meters(application).get(FIND).timer();
            assertThat(timer.getId().getTag("outcome")).isNull();
            assertThat(timer.count()).isEqualTo(2);
        });
    }

    @Test
    void aFilterChangesTheName() {
        ObservationFilter filter = context -> {
            context.setName("shop." + context.getName());
            return context;
        };
        assertTwoFinds(filtered(filter), "shop." + FIND, "outcome", "found");
    }

    @Test
    void aFilterSetsAnError() {
        ObservationFilter filter = context -> {
            context.setError(new IllegalStateException());
            return context;
        };
        assertTwoFinds(filtered(filter), FIND, "error", "IllegalStateException");
    }

    @Test
    void aFilterSeesWhatIsDocumented() {
        List<KeyValues> seen = new ArrayList<>();
        ObservationFilter filter = context -> {
            seen.add(context.getAllKeyValues());
            return context;
        };
        filtered(filter).run(application -> {
            find(application, FOUND);
            save(application, SAVED);
            save(application, FAILED);
            assertThat(seen)
                    .containsExactly(
                            KeyValues.of(
                                    "outcome",
                                    "found",
                                    "memshare.replicas.asked",
                                    "3",
                                    "memshare.replicas.answered",
                                    "3"),
                            KeyValues.of(
                                    "outcome", "saved",
                                    "memshare.replicas.asked", "3",
                                    "memshare.replicas.answered", "2",
                                    "memshare.replicas.repaired", "1"),
                            KeyValues.of("outcome", "failed"));
        });
    }

    @Test
    void keyValuesOfPropertiesAreTags() {
        assertTwoFinds(
                withMemshare().withPropertyValues("management.observations.key-values.region=north"),
                FIND,
                "region",
                "north",
                "outcome",
                "found");
    }

    @Test
    void aConventionNamesMetersAndTags() {
        ApplicationContextRunner runner = withMemshare().withBean(ShopConvention.class);
        assertTwoFinds(runner, "shop", "department", "books", "outcome", "found");
        runner.run(application -> {
            find(application, FOUND);
            assertThat(meters(application)
                            .get("shop.active")
                            .tag("department", "books")
                            .longTaskTimer()
                            .activeTasks())
                    .isZero();
        });
    }

    @Test
    void aPredicateDecides() {
        withMemshare()
                .withBean(ObservationPredicate.class, () -> (name, context) -> !name.equals(FIND))
                .run(application -> {
                    find(application, FOUND);
                    save(application, SAVED);
                    assertThat(count(application, FIND)).isZero();
                    assertThat(count(application, "memshare.session.save")).isEqualTo(1);
                });
    }

    @Test
    void aPropertySwitchesAllOff() {
        withMemshare()
                .withPropertyValues("management.observations.enable.memshare=false")
                .run(application -> {
                    find(application, FOUND);
                    assertThat(count(application, FIND)).isZero();
                });
    }

    @Test
    void aHandlerSeesEveryObservationWithItsParent() {
        Recording handler = new Recording();
        withMemshare().withBean(Recording.class, () -> handler).run(application -> {
            Observation.createNotStarted("request", registry(application)).observe(() -> {
                find(application, FOUND);
                save(application, FAILED);
            });
            assertThat(handler.events)
                    .containsExactly(
                            "start request",
                            "start find session of request",
                            "stop find session of request [outcome=found]",
                            "start save session of request",
                            "error save session of request [outcome=failed]",
                            "stop save session of request [outcome=failed]",
                            "stop request");
        });
    }

    /** Names all observations alike. */
    static final class ShopConvention implements GlobalObservationConvention<Observation.Context> {

        @Override
        public String getName() {
            return "shop";
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(Observation.Context context) {
            return KeyValues.of("department", "books");
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    /** Keeps what happens. */
    private static final class Recording implements ObservationHandler<Observation.Context> {

        private final List<String> events = new ArrayList<>();

        private void add(String event, Observation.Context context) {
            String name = context.getContextualName() == null ? context.getName() : context.getContextualName();
            String parent = context.getParentObservation() == null
                    ? ""
                    : " of " + context.getParentObservation().getContextView().getName();
            StringBuilder keys = new StringBuilder();
            context.getLowCardinalityKeyValues()
                    .forEach(key -> keys.append(" [" + key.getKey() + "=" + key.getValue() + "]"));
            events.add(event + " " + name + parent + keys);
        }

        @Override
        public void onStart(Observation.Context context) {
            add("start", context);
        }

        @Override
        public void onError(Observation.Context context) {
            add("error", context);
        }

        @Override
        public void onStop(Observation.Context context) {
            add("stop", context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
