package io.memshare.simulation;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.session.SimulatedSessions;
import io.memshare.session.SimulatedSessions.Answer;
import io.memshare.state.Live;
import io.memshare.state.Moved;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A browser with one cookie and several tabs, each of which sends one request at a time to any application server, and
 * judges what it gets.
 */
final class Browser {

    /** Far more than two timeouts in each of the few rounds of a request that meet a fault. */
    static final long LONGEST = 4 * VirtualTime.SECOND;

    /**
     * A logout reads and deletes the present and all former ids, one after the other; a change of the id does so with
     * the former one.
     */
    private static final long LONGEST_FOR_AN_ID = VirtualTime.SECOND / 2;

    private static final long CARRYING = 3 * VirtualTime.SECOND;

    private final Simulation world;
    private final int number;
    private final List<String> pastIds = new ArrayList<>();
    private final Family family;
    private @Nullable String cookie;
    private int ids;
    private int writes;
    private boolean creating;

    Browser(Simulation world, int number) {
        this.world = world;
        this.number = number;
        this.family = new Family(world);
    }

    Family family() {
        return family;
    }

    List<String> ids() {
        List<String> all = new ArrayList<>(pastIds);
        if (cookie != null && !all.contains(cookie)) {
            all.add(cookie);
        }
        return all;
    }

    void open(int tabs) {
        for (int i = 1; i <= tabs; i++) {
            later("tab" + i);
        }
    }

    private void later(String tab) {
        long pause = world.random().nextInt(4) == 0 ? 0 : world.random().nextLong(world.pause());
        world.time().after(pause, () -> {
            if (world.isOpen()) {
                request(tab).whenComplete((done, failure) -> {
                    if (failure != null) {
                        world.promises().broken("a request failed: " + failure);
                    }
                    later(tab);
                });
            }
        });
    }

    private CompletableFuture<?> request(String tab) {
        SimulatedApp app = world.anyApp();
        String id = cookie;
        if (id == null) {
            return creating ? CompletableFuture.completedFuture(null) : create(app);
        }
        if (!pastIds.isEmpty() && world.random().nextInt(8) == 0) {
            id = pastIds.get(world.random().nextInt(pastIds.size()));
        }
        String used = id;
        return find(app, used).thenCompose(answer -> {
            if (answer instanceof Answer.Found found) {
                CompletableFuture<Void> worked = new CompletableFuture<>();
                long work = world.random().nextInt(3) == 0 ? 0 : world.random().nextLong(100 * VirtualTime.MILLI);
                world.time().after(work, () -> worked.complete(null));
                return worked.thenCompose(done -> act(app, used, found, tab));
            }
            if (answer instanceof Answer.Gone && used.equals(cookie)) {
                leave(used);
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    private void leave(String id) {
        pastIds.add(id);
        if (id.equals(cookie)) {
            cookie = null;
        }
    }

    private String nextId() {
        ids++;
        return "session" + number + "." + ids;
    }

    private CompletableFuture<?> create(SimulatedApp app) {
        creating = true;
        String id = nextId();
        return asked(app, id, "create", app.sessions().create(id), (answer, witnesses) -> {
            creating = false;
            if (answer instanceof Answer.Found) {
                world.promises().acknowledged(Fact.exists(id), witnesses);
                cookie = id;
            } else {
                world.promises().refused("creation of " + id, witnesses);
                pastIds.add(id);
            }
        });
    }

    CompletableFuture<Answer> find(SimulatedApp app, String id) {
        return asked(app, id, "find", app.sessions().find(id), (answer, witnesses) -> {
            world.promises().found(id, answer, witnesses);
            if (answer instanceof Answer.Found found) {
                family.judgeAttributes(id, found.live());
            }
        });
    }

    private CompletableFuture<?> act(SimulatedApp app, String id, Answer.Found found, String tab) {
        int choice = world.random().nextInt(100);
        if (choice < world.departures()) {
            return choice % 2 == 0 ? logout(app, id) : move(app, id, found);
        }
        if (choice < 60) {
            String name = choice % 10 == 0 ? "shared" : tab;
            writes++;
            byte[] value = choice % 12 == 0 ? null : String.valueOf(writes).getBytes(StandardCharsets.UTF_8);
            return change(app, id, found, name, value);
        }
        world.log().add(app + " uses " + id);
        app.sessions().use(found);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> change(
            SimulatedApp app, String id, Answer.Found found, String name, byte @Nullable [] value) {
        HybridTimestamp at = app.sessions().timestamp(found);
        String what = "set " + name + " at " + at;
        return asked(app, id, what, app.sessions().change(found, name, value, at), (answer, witnesses) -> {
            if (answer instanceof Answer.Found) {
                world.promises().acknowledged(Fact.attribute(id, name, at), witnesses);
            } else if (answer instanceof Answer.Followed && witnesses.known() instanceof Moved moved) {
                family.followers(moved, name, at)
                        .forEach(fact -> world.promises().told(fact, witnesses));
            } else if (answer instanceof Answer.Unavailable) {
                world.promises().refused(what + " in " + id, witnesses);
            }
        });
    }

    private CompletableFuture<?> logout(SimulatedApp app, String id) {
        if (id.equals(cookie)) {
            leave(id);
        }
        boolean alone = family.logoutBegins(id);
        return asked(app, id, "logout", app.sessions().delete(id), (answer, witnesses) -> {
            if (answer instanceof Answer.Gone) {
                world.promises().acknowledged(Fact.gone(id), witnesses);
                app.buried(id);
                boolean alsoAlone = family.loggedOut(id) && alone;
                if (alsoAlone) {
                    family.loggedOutAlone(id, app, witnesses.since());
                }
                if (alsoAlone && witnesses.known() instanceof Moved moved) {
                    for (String other : ids()) {
                        if (moved.leadsTo(SimulatedSessions.key(other))) {
                            world.promises().told(Fact.gone(other), witnesses);
                        }
                    }
                }
            } else if (!witnesses.linked()) {
                world.promises().refused("logout of " + id, witnesses);
            }
        });
    }

    private CompletableFuture<?> move(SimulatedApp app, String id, Answer.Found found) {
        String newId = nextId();
        HybridTimestamp at = app.sessions().timestampOfMove(found);
        pastIds.add(newId);
        family.moveBegins(id, newId);
        Witnesses there = new Witnesses(app, newId, world.time().now());
        return asked(
                app,
                id,
                "move to " + newId,
                app.sessions().move(newId, found, Family.own(newId), at),
                (answer, witnesses) -> {
                    if (answer instanceof Answer.Found moved) {
                        world.promises().acknowledged(Fact.gone(id), witnesses);
                        app.buried(id);
                        Promises.facts(newId, found.live())
                                .forEach(fact -> world.promises().acknowledged(fact, there));
                        Promises.facts(newId, moved.live())
                                .forEach(fact -> world.promises().acknowledged(fact, there));
                        if (witnesses.known() instanceof Live known) {
                            // Somebody else who met the half of the move may be carrying these over.
                            world.time().after(CARRYING, () -> {
                                // Of several moves at the same time, only the first may have met it.
                                if (family.forks(id) == 1) {
                                    Promises.facts(newId, known.below(at))
                                            .forEach(fact -> world.promises().told(fact, witnesses));
                                }
                            });
                        }
                        family.moved(newId, app, witnesses.since());
                        pastIds.remove(newId);
                        leave(id);
                        if (cookie != null) {
                            pastIds.add(cookie);
                        }
                        cookie = newId;
                    } else if (answer instanceof Answer.Gone) {
                        family.judgeVanished(newId);
                    } else if (answer instanceof Answer.Unavailable
                            && !there.sound().isEmpty()) {
                        world.promises().refused("move of " + id, witnesses);
                    }
                });
    }

    private CompletableFuture<Answer> asked(
            SimulatedApp app,
            String id,
            String what,
            CompletableFuture<Answer> coming,
            BiConsumer<Answer, Witnesses> judge) {
        Witnesses witnesses = new Witnesses(app, id, world.time().now());
        world.log().add(() -> app + " begins: " + what + " " + id + " (" + SimulatedSessions.key(id) + ")");
        int formerIds = what.equals("logout") ? pastIds.size() : (what.startsWith("move") ? 1 : 0);
        long longest = LONGEST + formerIds * LONGEST_FOR_AN_ID;
        world.time().after(longest, () -> {
            if (!coming.isDone()) {
                world.promises().broken("no answer within " + longest / VirtualTime.SECOND + " s: " + what + " " + id);
            }
        });
        return coming.thenApply(answer -> {
            world.took(world.time().now() - witnesses.since());
            world.log().add(() -> app + " ends: " + what + " " + id + ": " + text(answer));
            judge.accept(answer, witnesses);
            return answer;
        });
    }

    private static String text(Answer answer) {
        if (answer instanceof Answer.Found found) {
            StringBuilder text = new StringBuilder("found");
            found.live()
                    .attributes()
                    .forEach((name, entry) ->
                            text.append(' ').append(name).append('@').append(entry.timestamp()));
            return text.toString();
        }
        return answer instanceof Answer.Gone ? "gone" : "503";
    }
}
