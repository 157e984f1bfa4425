package io.memshare.microbenchmarks.heavy;

import io.memshare.session.MemshareSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One visitor's requests, alone and beside a crowd that uses large sessions. */
final class Neighbour {

    private static final int CROWD = 60;
    private static final int LARGE = 900_000;
    private static final int SMALL = 800;
    private static final int MANY_SESSIONS = 30;
    private static final long NUMBERS_OF_A_ROUND = 1_000_000_000;
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(5);

    private final Site site;
    private final Duration span;
    private final int rounds;

    Neighbour(Site site, Duration span, int rounds) {
        this.site = site;
        this.span = span;
        this.rounds = rounds;
    }

    /**
     * Measures reads and changes of one large session and of several, and for comparison of a small one for each
     * visitor of the crowd, which shows what the processors being busy costs by itself. Before that, everything runs
     * once to warm up.
     */
    List<Map<String, Object>> measure() throws InterruptedException {
        List<Map<String, Object>> all = new ArrayList<>();
        List<String> ordinary = site.sessions(CROWD, SMALL);
        List<String> one = site.sessions(1, LARGE);
        List<String> many = site.sessions(MANY_SESSIONS, LARGE);
        new Neighbour(site, span, 1).beside(ordinary, SMALL, true);
        new Neighbour(site, span, 1).beside(many, LARGE, true);
        for (boolean changes : new boolean[] {false, true}) {
            all.add(beside(ordinary, SMALL, changes));
            all.add(beside(one, LARGE, changes));
            all.add(beside(many, LARGE, changes));
        }
        return all;
    }

    private Map<String, Object> beside(List<String> sessions, int bytes, boolean changes) throws InterruptedException {
        String own = site.session(SMALL);
        Latencies alone = new Latencies();
        Latencies beside = new Latencies();
        Latencies crowd = new Latencies();
        int downBefore = site.markedDown();
        int lost = 0;
        for (int i = 0; i < rounds; i++) {
            visit(own, alone);
            // Numbers go on from round to round, so that no value of the last round hides a lost one of this round.
            lost += occupied(sessions, changes, i * NUMBERS_OF_A_ROUND, crowd, () -> visit(own, beside));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("measurement", "neighbour");
        figures.put("sessions", sessions.size());
        figures.put("bytes", bytes);
        figures.put("changes", changes);
        figures.put("alone", alone.figures());
        figures.put("beside", beside.figures());
        figures.put("crowd", crowd.figures());
        figures.put("lost", lost);
        figures.put("down", site.markedDown() - downBefore);
        return figures;
    }

    private interface Part {

        void run() throws InterruptedException;
    }

    /**
     * Lets a crowd use sessions while something else runs; returns how many visitors miss a change that was answered.
     */
    private int occupied(List<String> sessions, boolean changes, long firstNumber, Latencies latencies, Part part)
            throws InterruptedException {
        long[] answered = new long[CROWD];
        Arrays.fill(answered, -1);
        Crowd crowd = Crowd.start(CROWD, (visitor, request) -> {
            String id = sessions.get(visitor % sessions.size());
            long begun = System.nanoTime();
            long number = firstNumber + request;
            boolean done = changes ? site.change(visitor, id, attribute(visitor), number) : site.read(visitor, id);
            latencies.add(System.nanoTime() - begun, done);
            answered[visitor] = done ? number : answered[visitor];
        });
        part.run();
        crowd.end();
        return changes
                ? (int) IntStream.range(0, CROWD)
                        .filter(visitor -> kept(sessions, visitor) < answered[visitor])
                        .count()
                : 0;
    }

    private long kept(List<String> sessions, int visitor) {
        MemshareSession session = site.find(visitor, sessions.get(visitor % sessions.size()));
        return session == null ? -1 : Site.value(session, attribute(visitor));
    }

    private static String attribute(int visitor) {
        return "of-visitor-" + visitor;
    }

    /** Lets one visitor use a small session, and change it with every fourth request. */
    private void visit(String id, Latencies latencies) throws InterruptedException {
        Crowd visitor = Crowd.start(1, (number, request) -> {
            long begun = System.nanoTime();
            boolean done = request % 4 == 0 ? site.change(0, id, attribute(0), request) : site.read(0, id);
            latencies.add(System.nanoTime() - begun, done);
            Thread.sleep(BETWEEN_REQUESTS.toMillis());
        });
        Thread.sleep(span.toMillis());
        visitor.end();
    }
}
