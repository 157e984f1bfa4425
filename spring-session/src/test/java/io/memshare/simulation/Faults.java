package io.memshare.simulation;

import java.util.List;
import java.util.random.RandomGenerator;

/** Breaks nodes and paths at random, and mends them again. At most so many nodes are sick at the same time. */
final class Faults {

    /** What servers may lose. */
    interface Losses {

        /** Returns whether a server may lose all that it holds. */
        boolean mayBeEmptied(SimulatedServer server);

        /** A server is about to lose all that it holds. */
        void emptied(SimulatedServer server);
    }

    private final VirtualTime time;
    private final RandomGenerator random;
    private final List<SimulatedServer> servers;
    private final List<List<Path>> paths;
    private final Losses losses;
    private final Log log;
    private final int most;
    private final long pace;
    private final boolean[] sick;
    private int count;
    private boolean over;

    Faults(
            VirtualTime time,
            RandomGenerator random,
            List<SimulatedServer> servers,
            List<List<Path>> paths,
            Losses losses,
            Log log) {
        this.time = time;
        this.random = random;
        this.servers = servers;
        this.paths = paths;
        this.losses = losses;
        this.log = log;
        this.most = random.nextInt(servers.size() + 1);
        this.pace = VirtualTime.SECOND * (1 + random.nextInt(4));
        this.sick = new boolean[servers.size()];
    }

    void start() {
        time.after(random.nextLong(pace), () -> {
            if (!over) {
                strike();
                start();
            }
        });
    }

    private void strike() {
        int index = random.nextInt(servers.size());
        if (sick[index] || count >= most) {
            return;
        }
        sick[index] = true;
        count++;
        long lasts =
                random.nextBoolean() ? random.nextLong(VirtualTime.SECOND) : random.nextLong(5 * VirtualTime.SECOND);
        SimulatedServer server = servers.get(index);
        switch (random.nextInt(5)) {
            case 0 -> killOrFreeze(server, lasts);
            case 1 -> freeze(server);
            case 2 -> disturb(index, true, true, 0);
            case 3 -> {
                boolean requests = random.nextBoolean();
                disturb(index, requests, !requests, 0);
            }
            default -> disturb(index, false, false, random.nextLong(400 * VirtualTime.MILLI));
        }
        time.after(lasts, () -> mend(index));
    }

    private void killOrFreeze(SimulatedServer server, long lasts) {
        if (losses.mayBeEmptied(server)) {
            kill(server, lasts);
        } else {
            freeze(server);
        }
    }

    private void kill(SimulatedServer server, long lasts) {
        log.add(server + " is killed, for " + lasts / VirtualTime.MILLI + " ms");
        losses.emptied(server);
        server.kill();
    }

    private void freeze(SimulatedServer server) {
        log.add(server + " is frozen");
        server.freeze();
    }

    private void disturb(int index, boolean requestsLost, boolean repliesLost, long delay) {
        int only = random.nextInt(paths.size() + 1);
        for (int app = 0; app < paths.size(); app++) {
            if (only == paths.size() || only == app) {
                log.add(servers.get(index) + " and app " + (app + 1) + ": "
                        + (delay > 0
                                ? "slow by " + delay / VirtualTime.MILLI + " ms each way"
                                : "cut, " + (requestsLost ? "requests lost " : "")
                                        + (repliesLost ? "replies lost" : "")));
                paths.get(app).get(index).disturb(requestsLost, repliesLost, delay);
            }
        }
    }

    private void mend(int index) {
        if (!sick[index]) {
            return;
        }
        sick[index] = false;
        count--;
        SimulatedServer server = servers.get(index);
        log.add(server + " is mended");
        if (!server.isRunning()) {
            server.start();
        } else if (!server.answers()) {
            server.thaw(random.ints(random.nextInt(20), 0, 1_000).boxed().toList());
        }
        for (List<Path> ofApp : paths) {
            if (!ofApp.get(index).isClear()) {
                ofApp.get(index).clear();
            }
        }
    }

    /** No more faults: everything is mended. */
    void end() {
        over = true;
        for (int i = 0; i < servers.size(); i++) {
            mend(i);
        }
    }
}
