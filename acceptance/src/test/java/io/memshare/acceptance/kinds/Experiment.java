package io.memshare.acceptance.kinds;

import io.memshare.testkit.MemcachedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.h2.tools.Server;

/**
 * Keeps an example of each kind in each store, has another server read them all and keep them once more, and reads
 * those. The order of the kinds is shuffled.
 */
final class Experiment {

    private final long seed;
    private final List<Kind> kinds;
    private final Map<String, String> originals = new HashMap<>();
    private final Map<String, Map<String, Verdict>> verdicts = new LinkedHashMap<>();
    private final List<String> undecided = new ArrayList<>();

    private Experiment(long seed) {
        this.seed = seed;
        this.kinds = new ArrayList<>(Kinds.all().kinds());
        Collections.shuffle(kinds, new Random(seed));
    }

    /** Runs it on memcached nodes and a database that live as long as it takes. */
    static Experiment run(long seed) throws Exception {
        Experiment experiment = new Experiment(seed);
        Server database =
                Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:" + database.getURL() + "/mem:control;DB_CLOSE_DELAY=-1";
        try (MemcachedServer one = MemcachedServer.start();
                MemcachedServer two = MemcachedServer.start()) {
            Store.createTables(url);
            List<String> nodes = List.of(one.address(), two.address());
            try (Stores stores = Stores.open(url, nodes)) {
                experiment.run(stores, url, nodes);
            }
        } finally {
            database.stop();
        }
        return experiment;
    }

    /** What became of a kind in a store. */
    Verdict verdict(String store, String kind) {
        return verdicts.get(store).get(kind);
    }

    /** The kinds that a store took and refused in one and the same run, each with the store. */
    List<String> undecided() {
        return undecided;
    }

    private void run(Stores stores, String url, List<String> nodes) throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (String store : stores.names()) {
            verdicts.put(store, new HashMap<>());
            readings.addAll(keepAll(store, stores.named(store)));
        }
        for (Reading.Answer answer : ask(readings, url, nodes)) {
            Reading reading = answer.reading();
            verdicts.get(reading.store()).put(reading.kind(), judge(answer, stores.named(reading.store())));
        }
    }

    private List<Reading> keepAll(String name, Store store) {
        List<Reading> readings = new ArrayList<>();
        for (Kind kind : kinds) {
            Object value = kind.make();
            originals.put(name + kind.name(), Portrait.of(value));
            try {
                readings.add(new Reading(name, kind.name(), store.keep(value)));
            } catch (Exception | LinkageError | StackOverflowError ex) {
                verdicts.get(name).put(kind.name(), Verdict.refused(ex));
            }
        }
        keepAllAgain(name, store);
        return readings;
    }

    /** What is taken must not depend on what was taken before. */
    private void keepAllAgain(String name, Store store) {
        List<Kind> backwards = new ArrayList<>(kinds);
        Collections.reverse(backwards);
        for (Kind kind : backwards) {
            boolean refused = false;
            try {
                store.keep(kind.make());
            } catch (Exception | LinkageError | StackOverflowError ex) {
                refused = true;
            }
            if (refused != verdicts.get(name).containsKey(kind.name())) {
                undecided.add(name + ": " + kind.name());
            }
        }
    }

    private Verdict judge(Reading.Answer answer, Store store) {
        Reading reading = answer.reading();
        String original = originals.get(reading.store() + reading.kind());
        Verdict verdict = Verdict.of(original, answer.portrait());
        if (answer.nextSessionId() == null || verdict.fate() != Verdict.Fate.KEPT) {
            return verdict;
        }
        try {
            Object value = store.read(answer.nextSessionId());
            Verdict next = Verdict.of(original, value == null ? Verdict.GONE : Portrait.of(value));
            return next.fate() == Verdict.Fate.KEPT
                    ? verdict
                    : new Verdict(next.fate(), "on the way back, " + next.detail());
        } catch (Exception | LinkageError | StackOverflowError ex) {
            return new Verdict(Verdict.Fate.LOST, "on the way back, " + Verdict.cannotBeRead(ex));
        }
    }

    private List<Reading.Answer> ask(List<Reading> readings, String url, List<String> nodes)
            throws IOException, InterruptedException, ClassNotFoundException {
        Path folder = Files.createTempDirectory("memshare-kinds-");
        Path questions = folder.resolve("readings");
        Path answers = folder.resolve("answers");
        Path log = Path.of("target", "other-server.log");
        OtherServer.Transfer.writeReadings(questions, readings);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherServer.class.getName(),
                        questions.toString(),
                        answers.toString(),
                        Long.toString(~seed),
                        url,
                        String.join(",", nodes))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("the other server failed: " + Files.readString(log));
            }
            return OtherServer.Transfer.answers(answers);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(questions);
            Files.deleteIfExists(answers);
            Files.deleteIfExists(folder);
        }
    }
}
