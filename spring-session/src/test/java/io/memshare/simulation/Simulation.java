package io.memshare.simulation;

import io.memshare.session.SimulatedSessions;
import io.memshare.state.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One schedule: everything in it follows from the seed. */
final class Simulation {

    private static final long FAULTS_SECONDS = 20;
    /** The longest pause before a node is dialled again is 8 seconds. */
    private static final long CALM_SECONDS = 15;

    private final VirtualTime time = new VirtualTime();
    private final RandomGenerator random;
    private final Log log;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final List<List<Path>> paths = new ArrayList<>();
    private final List<SimulatedApp> apps = new ArrayList<>();
    private final List<Browser> browsers = new ArrayList<>();
    private final Map<String, String> expectedGone = new LinkedHashMap<>();
    private final Promises promises;
    private final Faults faults;
    private final long pause;
    private final int departures;
    private boolean open = true;
    private long longest;

    Simulation(long seed, boolean logged) {
        random = new SplittableRandom(seed);
        log = new Log(time, logged);
        int nodes = 2 + random.nextInt(3);
        int redundancy = random.nextInt(3) == 0 ? 1 + random.nextInt(nodes) : nodes;
        for (int i = 1; i <= nodes; i++) {
            servers.add(new SimulatedServer(time, i, log));
        }
        promises = new Promises(time, servers, apps, log);
        int appCount = 1 + random.nextInt(3);
        log.add(nodes + " nodes, " + redundancy + " copies");
        for (int i = 1; i <= appCount; i++) {
            List<Path> ofApp = new ArrayList<>();
            servers.forEach(server -> ofApp.add(new Path(time)));
            paths.add(ofApp);
            long skew = random.nextInt(3) == 0 ? random.nextLong(-3_600_000, 3_600_000) : random.nextLong(-20, 20);
            log.add("app " + i + " with a clock that is wrong by " + skew + " ms");
            apps.add(new SimulatedApp(i, time, random, servers, ofApp, redundancy, skew, promises::returned));
        }
        pause = VirtualTime.MILLI * (20 + random.nextInt(800));
        departures = random.nextInt(3) == 0 ? 20 : random.nextInt(8);
        faults = new Faults(time, random, servers, paths, promises, log);
        int browserCount = 1 + random.nextInt(3);
        for (int i = 1; i <= browserCount; i++) {
            browsers.add(new Browser(this, i));
        }
    }

    void run() {
        apps.forEach(SimulatedApp::start);
        time.runUntil(3 * VirtualTime.SECOND);
        browsers.forEach(browser -> browser.open(1 + random.nextInt(3)));
        faults.start();
        time.runUntil(time.now() + FAULTS_SECONDS * VirtualTime.SECOND);
        faults.end();
        log.add("faults have ended");
        if (random.nextBoolean()) {
            time.runUntil(time.now() + CALM_SECONDS * VirtualTime.SECOND);
        }
        open = false;
        time.runUntil(time.now() + CALM_SECONDS * VirtualTime.SECOND);
        log.add("all is calm");
        judge();
    }

    private void judge() {
        for (SimulatedApp app : apps) {
            for (SimulatedNode node : app.nodes()) {
                if (!node.isUp()) {
                    promises.broken(app + " does not use " + node.server() + " again");
                }
            }
        }
        promises.settled();
        visit();
        long lastVisit = time.seconds();
        visit();
        promises.settled();
        for (Browser browser : browsers) {
            browser.family().judge(browser.ids());
            for (String id : browser.ids()) {
                List<SimulatedServer> replicas = apps.get(0).replicas(id).stream()
                        .map(SimulatedNode::server)
                        .toList();
                promises.equal(id, replicas, time.seconds(), lastVisit);
            }
        }
        expectedGone.forEach((id, reason) -> {
            for (SimulatedServer server : servers) {
                SessionState state = server.state(SimulatedSessions.key(id));
                if (state != null && !state.isTombstone()) {
                    promises.broken(id + " lives: " + reason);
                    return;
                }
            }
        });
    }

    /** Every session is read and used from every application server. */
    private void visit() {
        for (SimulatedApp app : apps) {
            for (Browser browser : browsers) {
                for (String id : browser.ids()) {
                    browser.find(app, id).thenAccept(answer -> {
                        if (answer instanceof SimulatedSessions.Answer.Found found) {
                            app.sessions().use(found);
                        }
                    });
                    time.runUntil(time.now() + 15 * VirtualTime.MILLI);
                }
            }
        }
        time.runUntil(time.now() + VirtualTime.SECOND);
    }

    void expectGone(String id, String reason) {
        expectedGone.put(id, reason);
    }

    List<SimulatedServer> servers() {
        return servers;
    }

    void took(long micros) {
        longest = Math.max(longest, micros);
    }

    /** Returns the longest time that a request took, in microseconds. */
    long longest() {
        return longest;
    }

    VirtualTime time() {
        return time;
    }

    RandomGenerator random() {
        return random;
    }

    Promises promises() {
        return promises;
    }

    Log log() {
        return log;
    }

    /** Returns whether browsers still send requests. */
    boolean isOpen() {
        return open;
    }

    /** Returns the longest pause between two requests of a tab. */
    long pause() {
        return pause;
    }

    /** Returns how many of a hundred requests log out or change the id. */
    int departures() {
        return departures;
    }

    SimulatedApp anyApp() {
        return apps.get(random.nextInt(apps.size()));
    }
}
