package io.memshare.replication;

import io.memshare.codec.MalformedRecordException;
import io.memshare.node.Key;
import io.memshare.node.TimeToLive;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * A record that can be reasoned about: a set of words that grows. The word {@code gone} makes it a tombstone, and the
 * word {@code ended} one that absorbs every other state.
 */
public final class WordSet implements RecordType<Set<String>> {

    public static final WordSet TYPE = new WordSet();
    public static final TimeToLive LIFE = new TimeToLive(100);

    private WordSet() {}

    @Override
    public String kind() {
        return "words";
    }

    @Override
    public byte[] encode(Key key, Set<String> state) {
        return ("1" + String.join(" ", new TreeSet<>(state))).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Set<String> decode(Key key, byte[] bytes) throws MalformedRecordException {
        if (bytes.length < 2) {
            throw new MalformedRecordException("no words", 0);
        }
        if (bytes[0] != '1') {
            throw MalformedRecordException.unknownFormat(bytes[0] & 0xff, '1');
        }
        return Set.of(new String(bytes, 1, bytes.length - 1, StandardCharsets.US_ASCII).split(" "));
    }

    @Override
    public Set<String> merge(Set<String> left, Set<String> right) {
        if (left.containsAll(right)) {
            return left;
        }
        Set<String> merged = new TreeSet<>(left);
        merged.addAll(right);
        return Set.copyOf(merged);
    }

    @Override
    public boolean isTombstone(Set<String> state) {
        return state.contains("gone") || isFinal(state);
    }

    @Override
    public boolean isFinal(Set<String> state) {
        return state.contains("ended");
    }

    @Override
    public TimeToLive timeToLive(Set<String> state) {
        return LIFE;
    }
}
