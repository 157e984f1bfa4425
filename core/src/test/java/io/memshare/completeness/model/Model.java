package io.memshare.completeness.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Three nodes, two application servers, one record that is a counter: a larger value is a later state. One schedule;
 * everything follows from the seed. Faults are allowed as long as one node stays well: in reach of both servers,
 * complete, and missing nothing.
 */
final class Model {

    private static final int NODES = 3;
    private static final int SERVERS = 2;
    private static final int WRITES = 3;

    enum Voucher {
        NONE,
        INCOMPLETE,
        COMPLETE
    }

    private static final class Node {
        private boolean up = true;
        private int value = 1;
        private Voucher voucher = Voucher.COMPLETE;
        private long version;
        private long life;
        /** The version of the note about each node, 0 for none. */
        private long[] notes = new long[NODES];
    }

    private static final class Server {
        private boolean[] link = {true, true, true};
        /** The life of each node at the time when the connection was set up, -1 without a connection. */
        private long[] connection = new long[NODES];

        private boolean[] missed = new boolean[NODES];
        private boolean[] notedOnce = new boolean[NODES];
        /** By holder and target: the version of the note that was read, and whether the voucher tells of it by now. */
        private long[][] known = new long[NODES][NODES];

        private boolean[][] told = new boolean[NODES][NODES];
        private @Nullable Write write;
        private @Nullable Rebuild rebuild;
    }

    private static final class Write {
        private final int value;
        private final boolean[] done = new boolean[NODES];
        private final boolean[] out = new boolean[NODES];
        private final long[] taken = new long[NODES];
        private final boolean[][] noted = new boolean[NODES][NODES];

        Write(int value) {
            this.value = value;
        }
    }

    private static final class Rebuild {
        private final int target;
        private final long version;
        private final long[] sources = {-1, -1, -1};
        private int phase;
        private int value;

        Rebuild(int target, long version) {
            this.target = target;
            this.version = version;
        }
    }

    private final SplittableRandom random;
    private final Set<Rule> rules;
    private final int mostFaults;
    private final Node[] nodes = {new Node(), new Node(), new Node()};
    private final Server[] servers = {new Server(), new Server()};
    private final List<String> schedule = new ArrayList<>();
    private int acknowledged = 1;
    private int next = 2;
    private int faults;
    private long versions = 1;

    Model(long seed, Set<Rule> rules, int mostFaults) {
        this.random = new SplittableRandom(seed);
        this.rules = rules;
        this.mostFaults = mostFaults;
    }

    List<String> schedule() {
        return schedule;
    }

    /** Runs steps; returns what is wrong after one of them, or null. */
    @Nullable String run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            String wrong = wrong();
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private void log(String what) {
        schedule.add(what);
    }

    private boolean reaches(Server server, int node) {
        return server.link[node] && nodes[node].up;
    }

    /** Returns whether a request of the server is answered by the node. */
    private boolean answers(Server server, int node) {
        return reaches(server, node) && server.connection[node] == nodes[node].life;
    }

    private void disconnect(Server server, int node) {
        server.connection[node] = -1;
        Arrays.fill(server.known[node], 0);
        Arrays.fill(server.told[node], false);
    }

    private void step() {
        int choice = random.nextInt(100);
        int s = random.nextInt(SERVERS);
        int n = random.nextInt(NODES);
        Server server = servers[s];
        String who = "server " + s + ", node " + n + ": ";
        if (choice < 8) {
            fault(s, n);
        } else if (choice < 12) {
            mend(s, n);
        } else if (choice < 22) {
            connect(server, n, who);
        } else if (choice < 40) {
            poll(server, n, who);
        } else if (choice < 50) {
            tell(server, n, who);
        } else if (choice < 58) {
            removeNote(server, n, random.nextInt(NODES), who);
        } else if (choice < 85) {
            write(server, n, who);
        } else {
            rebuild(server, n, who);
        }
    }

    // Faults

    private void fault(int s, int n) {
        if (faults >= mostFaults) {
            return;
        }
        int kind = random.nextInt(5);
        if (kind < 2 && nodes[n].up && oneIsWellWithout(n, -1)) {
            log("node " + n + " dies");
            nodes[n].up = false;
            faults++;
        } else if (kind < 4 && servers[s].link[n] && oneIsWellWithout(n, -1)) {
            log("the link of server " + s + " and node " + n + " is cut");
            servers[s].link[n] = false;
            faults++;
        } else if (kind == 4 && oneIsWellWithout(-1, s)) {
            log("server " + s + " is restarted");
            boolean[] link = servers[s].link;
            servers[s] = new Server();
            servers[s].link = link;
            Arrays.fill(servers[s].connection, -1);
            for (int i = 0; i < NODES; i++) {
                connect(servers[s], i, "server " + s + ", node " + i + ": ");
            }
            faults++;
        }
    }

    private boolean oneIsWellWithout(int node, int restarted) {
        for (int i = 0; i < NODES; i++) {
            if (i != node && isWell(i, restarted)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWell(int n, int restarted) {
        Node node = nodes[n];
        if (!node.up || node.voucher != Voucher.COMPLETE) {
            return false;
        }
        for (int s = 0; s < SERVERS; s++) {
            Server server = servers[s];
            Write write = server.write;
            boolean connected = s == restarted ? reaches(server, n) : answers(server, n);
            if (!connected || server.missed[n] || (write != null && write.out[n])) {
                return false;
            }
        }
        return !isNoted(n);
    }

    private boolean isNoted(int target) {
        return Arrays.stream(nodes).anyMatch(holder -> holder.up && holder.notes[target] != 0);
    }

    private void mend(int s, int n) {
        if (!nodes[n].up) {
            log("node " + n + " starts empty");
            long life = nodes[n].life + 1;
            nodes[n] = new Node();
            nodes[n].value = 0;
            nodes[n].voucher = Voucher.NONE;
            nodes[n].life = life;
        } else if (!servers[s].link[n]) {
            log("the link of server " + s + " and node " + n + " heals");
            servers[s].link[n] = true;
        }
    }

    // Looks, greetings, notes

    private void connect(Server server, int n, String who) {
        if (!reaches(server, n)) {
            if (server.connection[n] >= 0) {
                disconnect(server, n);
            }
            return;
        }
        if (answers(server, n)) {
            return;
        }
        disconnect(server, n);
        server.connection[n] = nodes[n].life;
        for (int holder = 0; holder < NODES; holder++) {
            poll(server, holder, who);
        }
        tell(server, n, who);
        server.notedOnce[n] = false;
        log(who + "connected");
    }

    private void poll(Server server, int n, String who) {
        if (!answers(server, n)) {
            return;
        }
        for (int target = 0; target < NODES; target++) {
            long note = nodes[n].notes[target];
            if (note != 0 && server.known[n][target] != note) {
                server.known[n][target] = note;
                server.told[n][target] = false;
                server.missed[target] = true;
                log(who + "holds a note about node " + target);
            }
        }
        boolean another =
                Arrays.stream(nodes).anyMatch(node -> node != nodes[n] && node.up && node.voucher != Voucher.NONE);
        if (nodes[n].voucher == Voucher.NONE && another) {
            setVoucher(n, Voucher.INCOMPLETE);
            log(who + "was emptied, incomplete");
        }
    }

    private void setVoucher(int n, Voucher voucher) {
        versions++;
        nodes[n].voucher = voucher;
        nodes[n].version = versions;
    }

    private void tell(Server server, int n, String who) {
        boolean removedFirst = !rules.contains(Rule.VOUCHER_BEFORE_REMOVAL)
                && Arrays.stream(server.known).anyMatch(known -> known[n] != 0);
        if (!server.missed[n] || !answers(server, n) || nodes[n].voucher == Voucher.NONE || removedFirst) {
            return;
        }
        setVoucher(n, Voucher.INCOMPLETE);
        server.missed[n] = false;
        for (int holder = 0; holder < NODES; holder++) {
            server.told[holder][n] = server.known[holder][n] != 0;
        }
        log(who + "incomplete");
    }

    private void removeNote(Server server, int holder, int target, String who) {
        long known = server.known[holder][target];
        boolean due = server.told[holder][target] || !rules.contains(Rule.VOUCHER_BEFORE_REMOVAL);
        if (known == 0 || !due || !answers(server, holder)) {
            return;
        }
        if (nodes[holder].notes[target] == known || !rules.contains(Rule.NOTES_ARE_REMOVED_BY_TOKEN)) {
            nodes[holder].notes[target] = 0;
            log(who + "note about node " + target + " removed");
        }
        server.known[holder][target] = 0;
        server.told[holder][target] = false;
    }

    private void plant(Server server, int holder, int target) {
        if (holder != target) {
            versions++;
            nodes[holder].notes[target] = versions;
        }
    }

    // Writes

    private void write(Server server, int n, String who) {
        Write write = server.write;
        if (write == null) {
            if (next <= WRITES + 1 && read(server) > 0) {
                server.write = new Write(next);
                log(who + "write of " + next + " begins");
                next++;
            }
        } else if (!write.done[n] && !write.out[n]) {
            send(server, write, n, who);
        } else if (pending(write) < 0) {
            finish(server, write, who);
        }
    }

    private static int pending(Write write) {
        for (int i = 0; i < NODES; i++) {
            if (!write.done[i] && !write.out[i]) {
                return i;
            }
        }
        return -1;
    }

    private void send(Server server, Write write, int n, String who) {
        if (!answers(server, n)) {
            leaveOut(server, write, n);
            log(who + "does not take " + write.value);
            return;
        }
        for (int target = 0; target < NODES; target++) {
            if (target != n && (server.connection[target] < 0 || write.out[target])) {
                note(server, write, n, target);
            }
        }
        nodes[n].value = Math.max(nodes[n].value, write.value);
        write.done[n] = true;
        write.taken[n] = nodes[n].life;
        log(who + "takes " + write.value);
    }

    private void leaveOut(Server server, Write write, int n) {
        write.done[n] = false;
        write.out[n] = true;
        server.missed[n] = true;
        disconnect(server, n);
    }

    private void note(Server server, Write write, int holder, int target) {
        if (!rules.contains(Rule.WRITES_CARRY_NOTES)) {
            return;
        }
        if (rules.contains(Rule.EVERY_WRITE_CARRIES_NOTES) || !server.notedOnce[target]) {
            plant(server, holder, target);
        }
        write.noted[holder][target] = true;
    }

    /** One step towards the acknowledgement. */
    private void finish(Server server, Write write, String who) {
        for (int i = 0; i < NODES; i++) {
            boolean lost = server.connection[i] != write.taken[i] || nodes[i].life != write.taken[i] || !nodes[i].up;
            if (write.done[i] && lost && rules.contains(Rule.CONNECTIONS_ARE_CHECKED_AT_THE_END)) {
                leaveOut(server, write, i);
                return;
            }
        }
        for (int holder = 0; holder < NODES; holder++) {
            for (int target = 0; target < NODES; target++) {
                boolean owed = write.done[holder] && write.out[target] && !write.noted[holder][target];
                if (owed && rules.contains(Rule.WRITES_CARRY_NOTES)) {
                    if (answers(server, holder)) {
                        note(server, write, holder, target);
                        log(who + "node " + holder + " gets a note about node " + target);
                    } else {
                        leaveOut(server, write, holder);
                    }
                    return;
                }
            }
        }
        boolean kept = false;
        for (int i = 0; i < NODES; i++) {
            kept |= write.done[i];
            server.notedOnce[i] |= write.out[i];
        }
        acknowledged = kept ? Math.max(acknowledged, write.value) : acknowledged;
        log(who + "write of " + write.value + (kept ? " acknowledged" : " failed"));
        server.write = null;
    }

    // Rebuild

    private void rebuild(Server server, int n, String who) {
        Rebuild rebuild = server.rebuild;
        if (rebuild == null) {
            begin(server, n, who);
        } else if (!answers(server, rebuild.target) || nodes[rebuild.target].version != rebuild.version) {
            server.rebuild = null;
        } else if (rebuild.phase == 0) {
            for (int i = 0; i < NODES; i++) {
                rebuild.value = answers(server, i) ? Math.max(rebuild.value, nodes[i].value) : rebuild.value;
            }
            rebuild.phase = 1;
        } else if (rebuild.phase == 1) {
            copy(server, rebuild);
        } else {
            complete(server, rebuild, who);
        }
    }

    private void begin(Server server, int n, String who) {
        boolean writing = rules.contains(Rule.REBUILDS_WAIT_FOR_WRITES)
                && Arrays.stream(servers).anyMatch(other -> {
                    Write write = other.write;
                    return write != null && write.done[n];
                });
        if (!answers(server, n) || nodes[n].voucher != Voucher.INCOMPLETE || server.missed[n] || writing) {
            return;
        }
        Rebuild rebuild = new Rebuild(n, nodes[n].version);
        int complete = 0;
        int incomplete = 0;
        for (int i = 0; i < NODES; i++) {
            if (i != n && answers(server, i) && !server.missed[i]) {
                complete += nodes[i].voucher == Voucher.COMPLETE ? 1 : 0;
                incomplete += nodes[i].voucher == Voucher.INCOMPLETE ? 1 : 0;
            }
        }
        Voucher wanted = complete > 0 ? Voucher.COMPLETE : Voucher.INCOMPLETE;
        for (int i = 0; i < NODES; i++) {
            boolean source = i != n && answers(server, i) && !server.missed[i] && nodes[i].voucher == wanted;
            rebuild.sources[i] = source ? nodes[i].version : -1;
        }
        if (complete > 0 || incomplete == NODES - 1) {
            server.rebuild = rebuild;
            log(who + "rebuild begins");
        }
    }

    private void copy(Server server, Rebuild rebuild) {
        for (int i = 0; i < NODES; i++) {
            if (answers(server, i) && rebuild.value > 0) {
                nodes[i].value = Math.max(nodes[i].value, rebuild.value);
                for (int target = 0; target < NODES; target++) {
                    if (!answers(server, target) && rules.contains(Rule.COPIES_CARRY_NOTES)) {
                        plant(server, i, target);
                    }
                }
            }
        }
        rebuild.phase = 2;
    }

    private void complete(Server server, Rebuild rebuild, String who) {
        server.rebuild = null;
        for (int i = 0; i < NODES; i++) {
            boolean source = rebuild.sources[i] >= 0;
            boolean changed = source && (!answers(server, i) || nodes[i].version != rebuild.sources[i]);
            if (changed || (source && nodes[i].notes[rebuild.target] != 0)) {
                poll(server, i, who);
                return;
            }
        }
        if (!server.missed[rebuild.target]) {
            setVoucher(rebuild.target, Voucher.COMPLETE);
            log(who + "node " + rebuild.target + " is complete");
        }
    }

    // What is promised

    /** Returns what a request is answered with: a value, 0 for no record, -1 for 503. */
    private int read(Server server) {
        int newest = 0;
        int answered = 0;
        boolean vouched = false;
        for (int i = 0; i < NODES; i++) {
            if (answers(server, i)) {
                answered++;
                newest = Math.max(newest, nodes[i].value);
                vouched |= nodes[i].voucher == Voucher.COMPLETE && !server.missed[i];
            }
        }
        boolean believed = vouched || answered == NODES;
        return answered > 0 && believed ? newest : -1;
    }

    private @Nullable String wrong() {
        for (int s = 0; s < SERVERS; s++) {
            int answer = read(servers[s]);
            if (answer >= 0 && answer < acknowledged) {
                return "server " + s + " answers " + answer + ", " + acknowledged + " was acknowledged";
            }
        }
        for (int n = 0; n < NODES; n++) {
            Node node = nodes[n];
            if (node.up && node.voucher == Voucher.COMPLETE && node.value < acknowledged && !isNoted(n)) {
                return "node " + n + " is complete, holds " + node.value + " and not " + acknowledged
                        + ", and no node holds a note about it";
            }
        }
        return null;
    }
}
