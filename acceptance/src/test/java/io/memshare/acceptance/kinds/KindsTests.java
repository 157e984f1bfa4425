package io.memshare.acceptance.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.acceptance.kinds.Verdict.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What Spring Session keeps with its defaults, memshare keeps with its defaults: equal on another server, in each form,
 * whatever was kept before. What it does not keep it refuses when the session is saved.
 *
 * <p>The order of the kinds comes from a seed that is printed; {@code -Dmemshare.kinds.seed} gives one. The whole table
 * is in {@code target/kinds.txt} afterwards.
 */
class KindsTests {

    private static final int LEAST_KINDS = 250;

    private static long seed;

    private static Experiment experiment;

    @BeforeAll
    static void keepAndRead() throws Exception {
        seed = Long.getLong("memshare.kinds.seed", System.nanoTime() & 0xffff_ffffL);
        System.out.println("memshare.kinds.seed=" + seed);
        experiment = Experiment.run(seed);
        writeTable();
    }

    @TestFactory
    Stream<DynamicTest> whatTheControlKeepsIsKept() {
        return Stores.FORMS.stream()
                .flatMap(form -> Kinds.all().names().stream()
                        .map(kind -> DynamicTest.dynamicTest(form + ": " + kind, () -> assertKept(form, kind))));
    }

    private static void assertKept(String form, String kind) {
        assertThat(complaint(form, kind))
                .as("%s: %s (-Dmemshare.kinds.seed=%d)", form, kind, seed)
                .isEmpty();
    }

    /** What is wrong with what became of the kind, if anything. */
    private static Optional<String> complaint(String form, String kind) {
        Verdict control = experiment.verdict(Stores.CONTROL, kind);
        Verdict verdict = experiment.verdict(form, kind);
        boolean kept = verdict.fate() == Fate.KEPT
                || (control.fate() == Fate.CHANGED && verdict.detail().equals(control.detail()));
        boolean refused = verdict.fate() == Fate.REFUSED;
        boolean mayBeRefused =
                control.fate() != Fate.KEPT || ExpectedRefusals.reasons().containsKey(kind);
        if (experiment.undecided().contains(form + ": " + kind)) {
            return Optional.of("it depends on what was kept before");
        }
        return kept || (refused && mayBeRefused)
                ? Optional.empty()
                : Optional.of("control: " + control + "\n" + form + ": " + verdict);
    }

    @TestFactory
    Stream<DynamicTest> whatIsDangerousIsRefused() {
        return Stores.FORMS.stream()
                .flatMap(form -> ExpectedRefusals.reasons().entrySet().stream()
                        .map(entry -> DynamicTest.dynamicTest(form + ": " + entry.getKey(), () -> {
                            assertThat(experiment
                                            .verdict(Stores.CONTROL, entry.getKey())
                                            .fate())
                                    .as("need not be listed unless the control keeps it")
                                    .isEqualTo(Fate.KEPT);
                            assertThat(experiment.verdict(form, entry.getKey()).fate())
                                    .as(entry.getValue())
                                    .isEqualTo(Fate.REFUSED);
                        })));
    }

    @Test
    void thereAreManyKinds() {
        assertThat(Kinds.all().names()).hasSizeGreaterThanOrEqualTo(LEAST_KINDS);
        assertThat(Kinds.all().names().stream()
                        .filter(kind -> experiment.verdict(Stores.CONTROL, kind).fate() == Fate.KEPT))
                .as("kept by the control")
                .hasSizeGreaterThanOrEqualTo(LEAST_KINDS);
    }

    @Test
    void listsNameKindsThatThereAre() {
        assertThat(Kinds.all().names()).containsAll(ExpectedRefusals.reasons().keySet());
    }

    private static void writeTable() throws IOException {
        List<String> lines = new ArrayList<>(List.of("memshare.kinds.seed=" + seed));
        for (String kind : Kinds.all().names()) {
            StringBuilder line = new StringBuilder(kind).append(" | ").append(fate(Stores.CONTROL, kind));
            Stores.FORMS.forEach(
                    form -> line.append(" | ").append(form).append(' ').append(fate(form, kind)));
            lines.add(line.toString());
        }
        for (String kind : Kinds.all().names()) {
            if (fate(Stores.CONTROL, kind) != Fate.KEPT) {
                lines.add("CONTROL " + kind + ": " + experiment.verdict(Stores.CONTROL, kind));
            }
            for (String form : Stores.FORMS) {
                complaint(form, kind)
                        .ifPresent(complaint -> lines.add("COMPLAINT " + form + ": " + kind + "\n" + complaint));
            }
        }
        Files.write(Path.of("target", "kinds.txt"), lines);
    }

    private static Fate fate(String store, String kind) {
        return experiment.verdict(store, kind).fate();
    }
}
