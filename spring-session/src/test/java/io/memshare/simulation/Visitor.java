package io.memshare.simulation;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.session.SimulatedSessions.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Uses sessions at any application server, several requests at the same time, and tells the ledger what it gets. */
final class Visitor {

    private static final String OWN = "own";

    private final QuorumSimulation world;
    private final int number;
    private final List<String> ids = new ArrayList<>();
    private int count;

    Visitor(QuorumSimulation world, int number) {
        this.world = world;
        this.number = number;
    }

    void open(int tabs) {
        for (int i = 1; i <= tabs; i++) {
            later("tab" + i);
        }
    }

    private void later(String tab) {
        world.time().after(world.random().nextLong(world.pause()), () -> {
            if (world.isOpen()) {
                request(tab).whenComplete((done, failure) -> {
                    if (failure != null) {
                        world.ledger().broken("a request failed: " + failure);
                    }
                    later(tab);
                });
            }
        });
    }

    private String nextId() {
        count++;
        return "visitor" + number + "." + count;
    }

    private CompletableFuture<?> request(String tab) {
        SimulatedApp app = world.anyApp();
        if (ids.isEmpty() || world.random().nextInt(40) == 0) {
            String id = nextId();
            return asked(app, id, "create", app.sessions().create(id), answer -> {
                if (answer instanceof Answer.Found) {
                    world.ledger().told(Fact.exists(id));
                    ids.add(id);
                }
            });
        }
        // Most requests are for the newest one, so that they meet.
        boolean newest = world.random().nextInt(4) > 0;
        String id = ids.get(newest ? ids.size() - 1 : world.random().nextInt(ids.size()));
        return find(app, id).thenCompose(answer -> {
            if (answer instanceof Answer.Found found) {
                CompletableFuture<Void> worked = new CompletableFuture<>();
                world.time().after(world.random().nextLong(50 * VirtualTime.MILLI), () -> worked.complete(null));
                return worked.thenCompose(done -> act(app, id, found, tab));
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    CompletableFuture<Answer> find(SimulatedApp app, String id) {
        Set<Fact> before = world.ledger().known(id);
        return asked(
                app,
                id,
                "find",
                app.sessions().find(id),
                answer -> world.ledger().read(id, answer, before));
    }

    private CompletableFuture<?> act(SimulatedApp app, String id, Answer.Found found, String tab) {
        int choice = world.random().nextInt(100);
        if (choice < 2) {
            world.ledger().ending(id);
            return asked(app, id, "logout", app.sessions().delete(id), answer -> {
                if (answer instanceof Answer.Gone) {
                    world.ledger().told(Fact.gone(id));
                }
            });
        }
        if (choice < 4) {
            return move(app, id, found);
        }
        if (choice < 70) {
            String name = choice % 3 == 0 ? "shared" : tab;
            HybridTimestamp at = app.sessions().timestamp(found);
            byte[] value = at.toString().getBytes(StandardCharsets.UTF_8);
            return asked(app, id, "set " + name, app.sessions().change(found, name, value, at), answer -> {
                if (answer instanceof Answer.Found) {
                    world.ledger().told(Fact.attribute(id, name, at));
                }
            });
        }
        app.sessions().use(found);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> move(SimulatedApp app, String id, Answer.Found found) {
        String newId = nextId();
        HybridTimestamp at = app.sessions().timestampOfMove(found);
        world.ledger().ending(id);
        // A logout under the old id ends what came from it.
        world.ledger().ending(newId);
        return asked(app, id, "move to " + newId, app.sessions().move(newId, found, OWN, at), answer -> {
            if (answer instanceof Answer.Found) {
                world.ledger().told(Fact.gone(id));
                world.ledger().told(Fact.exists(newId));
                world.ledger().told(Fact.attribute(newId, OWN, at));
                ids.add(newId);
            }
        });
    }

    private CompletableFuture<Answer> asked(
            SimulatedApp app, String id, String what, CompletableFuture<Answer> coming, Consumer<Answer> taken) {
        Majority majority = new Majority(app, id, world.time().now());
        world.log().add(() -> app + " begins: " + what + " " + id);
        world.time().after(Browser.LONGEST, () -> {
            // A server that died before it was ready says nothing any more.
            boolean died = app.isDead() && coming.complete(new Answer.Unavailable("the server has died"));
            if (!died && !coming.isDone()) {
                world.ledger().broken("no answer within 4 s: " + what + " " + id);
            }
        });
        return coming.thenApply(answer -> {
            world.log().add(() -> app + " ends: " + what + " " + id + ": " + answer);
            boolean unavailable = answer instanceof Answer.Unavailable;
            if (unavailable && majority.wasThere(!what.equals("find"))) {
                world.ledger().broken(what + " of " + id + " was refused though a majority was in reach");
            }
            world.ledger().ended(unavailable);
            taken.accept(answer);
            return answer;
        });
    }
}
