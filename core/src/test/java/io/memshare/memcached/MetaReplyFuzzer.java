package io.memshare.memcached;

import io.memshare.node.Key;
import io.memshare.node.Reply;
import io.memshare.node.Request;
import io.memshare.node.TimeToLive;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** What a node sends in answer to a request: whole and byte by byte, it is the same reply or the same refusal. */
public final class MetaReplyFuzzer {

    private static final Key KEY = Key.of("k");
    private static final TimeToLive TTL = new TimeToLive(3);
    private static final List<Request> REQUESTS = List.of(
            new Request.Get(KEY, true),
            new Request.Get(KEY, false),
            new Request.Put(KEY, new byte[] {1}, 2, TTL, 4),
            new Request.Touch(KEY, TTL));

    private MetaReplyFuzzer() {}

    /** The first byte chooses the request, the others are the answer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Request request = REQUESTS.get((input[0] & 0xff) % REQUESTS.size());
        byte[] answer = Arrays.copyOfRange(input, 1, input.length);
        int[] each = new int[answer.length];
        Arrays.setAll(each, i -> i);
        String whole = outcome(request, answer);
        String piecemeal = outcome(request, answer, each);
        if (!whole.equals(piecemeal)) {
            throw new AssertionError(whole + " and, byte by byte, " + piecemeal);
        }
    }

    /** Returns the reply and how many bytes it took, or why it was refused. */
    private static String outcome(Request request, byte[] answer, int... cuts) {
        MetaReplyDecoder decoder = new MetaReplyDecoder(request, 7, 1 << 20);
        ByteBuffer buffer = ByteBuffer.allocate(answer.length + 1);
        int from = 0;
        try {
            for (int i = 0; i <= cuts.length; i++) {
                int to = i < cuts.length ? cuts[i] : answer.length;
                buffer.put(answer, from, to - from).flip();
                Reply reply = decoder.decode(buffer);
                if (reply != null) {
                    return text(reply) + " of " + (to - buffer.remaining());
                }
                buffer.compact();
                from = to;
            }
            return "more to come";
        } catch (ProtocolException ex) {
            return "refused: " + ex.getMessage();
        }
    }

    private static String text(Reply reply) {
        return reply instanceof Reply.Hit hit
                ? hit.token() + " " + hit.checksum() + " " + hit.secondsLeft() + Arrays.toString(hit.value())
                : String.valueOf(reply);
    }
}
