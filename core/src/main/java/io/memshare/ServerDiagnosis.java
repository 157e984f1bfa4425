package io.memshare;

import io.memshare.completeness.ListState;
import io.memshare.diagnosis.Diagnosis;
import io.memshare.diagnosis.DiagnosisListener;
import io.memshare.diagnosis.Finding;
import io.memshare.diagnosis.ServerNotice;
import io.memshare.node.Background;
import io.memshare.node.NodeRuntime;
import io.memshare.node.TimeToLive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Runs the diagnosis of this application server. Safe for use by several threads. */
record ServerDiagnosis(Diagnosis diagnosis, NodePool pool, RandomGenerator random) {

    /** Once a second on average, at random times, so that servers do not read each other in a fixed order. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final int TICKS = 4;

    /** The time of day, a monotonic clock, and the source of random numbers. */
    record Sources(InstantSource clock, LongSupplier nanoTime, RandomGenerator random) {}

    static ServerDiagnosis of(
            MemshareSettings settings, NodePool pool, Sources sources, StatsPoll stats, DiagnosisListener listener) {
        RandomGenerator random = sources.random();
        long server = random.nextLong();
        String name = serverName();
        String consistency = settings.consistency().name().toLowerCase(Locale.ROOT);
        long lifetimeSeconds = TimeToLive.of(settings.longestLifetime()).seconds();
        Diagnosis.Context context = new Diagnosis.Context(
                () -> new ServerNotice(server, name, use(pool.state(), consistency), lifetimeSeconds),
                sources.clock(),
                sources.nanoTime(),
                node -> stats.last(node).orElse(null),
                settings.rebuildEnabled());
        return new ServerDiagnosis(
                new Diagnosis(context, settings.namespace(), settings.envelope(), listener), pool, random);
    }

    /** The configured list may not be the one that the servers have agreed on. */
    private static ServerNotice.NodeUse use(ListState list, String consistency) {
        return ServerNotice.NodeUse.of(list.trustedNodes(), list.redundancy(), consistency);
    }

    void start(NodeRuntime runtime) {
        runtime.every(TICK, () -> {
            if (random.nextInt(TICKS) == 0) {
                Background.run("exchanging notices with other servers", diagnosis.runOnce(pool.nodes()));
            }
        });
    }

    List<Finding> findings() {
        return diagnosis.findings();
    }

    /** Returns host and process id. Avoids a look-up by DNS, which may take seconds. */
    private static String serverName() {
        String host = System.getenv().getOrDefault("HOSTNAME", "");
        if (host.isBlank()) {
            host = hostnameOfLinux();
        }
        return host + ":" + ProcessHandle.current().pid();
    }

    private static String hostnameOfLinux() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException ex) {
            return "host";
        }
    }
}
