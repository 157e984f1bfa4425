package io.memshare.simulation;

import io.memshare.replication.Consistency;
import io.memshare.session.SimulatedSessions;
import io.memshare.session.SimulatedSessions.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One schedule in which a majority of the copies answers: everything in it follows from the seed. Any number of nodes
 * is cut off, frozen or slow at the same time, application servers die, and nodes lose their memory, as long as fewer
 * than half of the copies of a record are lost or being rebuilt.
 */
final class QuorumSimulation implements Faults.Losses {

    private static final long FAULTS_SECONDS = 20;
    /** A node is dialled again after 8 seconds at most, and rebuilt a few seconds later. */
    private static final long CALM_SECONDS = 20;

    private final VirtualTime time = new VirtualTime();
    private final RandomGenerator random;
    private final Log log;
    private final Ledger ledger;
    private final SimulatedApp.Way way;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final List<List<Path>> paths = new ArrayList<>();
    private final List<SimulatedApp> apps = new ArrayList<>();
    private final List<Visitor> visitors = new ArrayList<>();
    private final Faults faults;
    private final long pause;
    private boolean open = true;
    private int deaths;
    private int losses;

    QuorumSimulation(long seed, boolean logged) {
        random = new SplittableRandom(seed);
        log = new Log(time, logged);
        ledger = new Ledger(log);
        int nodes = 3 + random.nextInt(3);
        int redundancy = random.nextInt(3) == 0 ? 3 + random.nextInt(nodes - 2) : nodes;
        way = new SimulatedApp.Way(redundancy, Consistency.QUORUM);
        log.add(nodes + " nodes, " + redundancy + " copies");
        for (int i = 1; i <= nodes; i++) {
            servers.add(new SimulatedServer(time, i, log));
        }
        int appCount = 2 + random.nextInt(2);
        for (int i = 0; i < appCount; i++) {
            List<Path> ofApp = new ArrayList<>();
            servers.forEach(server -> ofApp.add(new Path(time)));
            paths.add(ofApp);
            apps.add(app(i));
        }
        pause = VirtualTime.MILLI * (20 + random.nextInt(400));
        faults = new Faults(time, random, servers, paths, this, log);
        for (int i = 1; i <= 2; i++) {
            visitors.add(new Visitor(this, i));
        }
    }

    private SimulatedApp app(int index) {
        long skew = random.nextInt(3) == 0 ? random.nextLong(-3_600_000, 3_600_000) : random.nextLong(-20, 20);
        return new SimulatedApp(index + 1, time, random, servers, paths.get(index), way, skew, (id, stale) -> {});
    }

    void run() {
        apps.forEach(SimulatedApp::start);
        time.runUntil(3 * VirtualTime.SECOND);
        visitors.forEach(visitor -> visitor.open(1 + random.nextInt(3)));
        faults.start();
        redeployLater();
        partLater();
        time.runUntil(time.now() + FAULTS_SECONDS * VirtualTime.SECOND);
        faults.end();
        open = false;
        join();
        log.add("faults have ended");
        time.runUntil(time.now() + CALM_SECONDS * VirtualTime.SECOND);
        log.add("all is calm");
        judge();
    }

    private void redeployLater() {
        time.after(random.nextLong(20 * VirtualTime.SECOND), () -> {
            if (open) {
                int index = random.nextInt(apps.size());
                log.add(apps.get(index) + " dies and is started again");
                apps.get(index).kill();
                deaths++;
                apps.set(index, app(index));
                apps.get(index).start();
                redeployLater();
            }
        });
    }

    /** Cuts one application server off from some of the nodes, and all others from the rest, for a while. */
    private void partLater() {
        time.after(random.nextLong(4 * VirtualTime.SECOND), () -> {
            if (open) {
                int app = random.nextInt(apps.size());
                int sides = random.nextInt(1 << servers.size());
                log.add(apps.get(app) + " and the others are parted, by nodes " + Integer.toBinaryString(sides));
                for (int other = 0; other < apps.size(); other++) {
                    for (int node = 0; node < servers.size(); node++) {
                        boolean onSideOfApp = (sides & (1 << node)) != 0;
                        if (onSideOfApp != (other == app)) {
                            paths.get(other).get(node).disturb(true, true, 0);
                        }
                    }
                }
                time.after(random.nextLong(3 * VirtualTime.SECOND), this::join);
                partLater();
            }
        });
    }

    private void join() {
        log.add("nobody is parted");
        paths.forEach(ofApp -> ofApp.stream().filter(path -> !path.isClear()).forEach(Path::clear));
    }

    private void judge() {
        for (SimulatedServer server : servers) {
            if (!server.counts()) {
                ledger.broken(server + " does not count again");
            }
        }
        for (String id : ledger.ids()) {
            for (SimulatedApp app : apps) {
                visitors.get(0).find(app, id).thenAccept(answer -> {
                    if (answer instanceof Answer.Unavailable unavailable) {
                        ledger.broken(id + " cannot be read in the end: " + unavailable.reason());
                    }
                });
                time.runUntil(time.now() + 100 * VirtualTime.MILLI);
            }
            for (Fact fact : ledger.known(id)) {
                long holders = apps.get(0).replicas(id).stream()
                        .filter(node -> fact.isHeldBy(node.server()))
                        .count();
                if (holders < Consistency.QUORUM.needed(way.redundancy())) {
                    ledger.broken(
                            "fewer than a majority hold in the end: " + fact + " (" + SimulatedSessions.key(id) + ")");
                }
            }
        }
    }

    @Override
    public boolean mayBeEmptied(SimulatedServer server) {
        long others = servers.stream()
                .filter(other -> other != server && !other.counts())
                .count();
        return others + 1 <= (way.redundancy() - 1) / 2;
    }

    @Override
    public void emptied(SimulatedServer server) {
        losses++;
    }

    /** Returns how often a node lost its memory. */
    int losses() {
        return losses;
    }

    /** Returns how often an application server died. */
    int deaths() {
        return deaths;
    }

    Ledger ledger() {
        return ledger;
    }

    VirtualTime time() {
        return time;
    }

    RandomGenerator random() {
        return random;
    }

    Log log() {
        return log;
    }

    boolean isOpen() {
        return open;
    }

    long pause() {
        return pause;
    }

    SimulatedApp anyApp() {
        return apps.get(random.nextInt(apps.size()));
    }
}
