package io.memshare.memcached;

import io.memshare.node.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a crawler sends: in one piece and in two, it names the same keys, all of them with the prefix, or is refused.
 */
public final class MetadumpFuzzer {

    private static final String PREFIX = "memshare:";

    private MetadumpFuzzer() {}

    /** The input is the answer. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<String> whole = read(input, input.length);
        List<String> halves = read(input, input.length / 2);
        if (!whole.equals(halves)) {
            throw new AssertionError(whole + " and, in two pieces, " + halves);
        }
    }

    private static List<String> read(byte[] answer, int cut) {
        List<String> found = new ArrayList<>();
        MetadumpParser parser = new MetadumpParser(PREFIX, (key, token) -> {
            String text = key.text();
            if (!text.startsWith(PREFIX) || text.length() > Key.LONGEST) {
                throw new AssertionError("named a key that nobody asked for");
            }
            found.add(text + " " + token);
        });
        try {
            MetadumpParser.Progress progress = parser.read(ByteBuffer.wrap(answer, 0, cut));
            if (progress == MetadumpParser.Progress.MORE_TO_COME) {
                progress = parser.read(ByteBuffer.wrap(answer, cut, answer.length - cut));
            }
            found.add(progress.name());
        } catch (ProtocolException ex) {
            found.add("refused: " + ex.getMessage());
        }
        return found;
    }
}
