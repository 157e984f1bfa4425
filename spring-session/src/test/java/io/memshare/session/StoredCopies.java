package io.memshare.session;

import io.memshare.Cluster;
import io.memshare.seal.Sealing;
import io.memshare.testkit.MemcachedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The copies of one session as the nodes themselves tell of them. */
record StoredCopies(Cluster cluster, String key) {

    static StoredCopies of(Cluster cluster, String sessionId) {
        return of(cluster, sessionId, Sealing.NONE);
    }

    static StoredCopies of(Cluster cluster, String sessionId, Sealing sealing) {
        String namespace = cluster.settings().namespace();
        return new StoredCopies(
                cluster, new SessionKeys(namespace, sealing).of(sessionId).text());
    }

    /** Returns the seconds after which each node drops its copy, -1 for never. */
    List<Long> secondsLeft() {
        return each((server, key) -> Long.parseLong(flag(server.command("mg " + key + " t"), 't')));
    }

    /** Returns the compare-and-set token of each copy, which changes with each write. */
    List<Long> tokens() {
        return each((server, key) -> Long.parseLong(flag(server.command("mg " + key + " c"), 'c')));
    }

    /** Returns the bytes of each copy, one character each. */
    List<String> texts() {
        return each((server, key) -> {
            byte[] value = server.value(key);
            return value == null ? "" : new String(value, StandardCharsets.ISO_8859_1);
        });
    }

    /** Makes the nodes believe that nobody has used the session for a while. */
    void age(Duration idle) {
        each((server, key) -> {
            long left = Long.parseLong(flag(server.command("mg " + key + " t"), 't'));
            if (left <= idle.toSeconds()) {
                throw new AssertionError("by then the node has no copy any more; " + left + " s are left");
            }
            return server.command("mg " + key + " T" + (left - idle.toSeconds()));
        });
    }

    private <T> List<T> each(BiFunction<MemcachedServer, String, T> question) {
        return IntStream.range(0, cluster.size())
                .mapToObj(i -> question.apply(cluster.server(i), key))
                .toList();
    }

    private static String flag(String answer, char flag) {
        for (String word : answer.strip().split(" ")) {
            if (word.charAt(0) == flag) {
                return word.substring(1);
            }
        }
        throw new AssertionError("the node holds no copy: " + answer);
    }
}
