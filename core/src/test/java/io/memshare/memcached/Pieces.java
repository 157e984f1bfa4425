package io.memshare.memcached;

import io.memshare.memcached.WireCommand.Decoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Hands bytes to a decoder in pieces, as the read buffer of a connection does. */
final class Pieces {

    private Pieces() {}

    static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the reply, or null if more bytes are needed; fails if bytes behind the reply were taken. */
    static <T> T decode(Decoder<T> decoder, byte[] bytes, int... cuts) throws ProtocolException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 1);
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : bytes.length;
            buffer.put(bytes, from, to - from).flip();
            T reply = decoder.decode(buffer);
            if (reply != null) {
                if (buffer.hasRemaining() || to < bytes.length) {
                    throw new AssertionError("bytes are left behind the reply");
                }
                return reply;
            }
            buffer.compact();
            from = to;
        }
        return null;
    }

    /** Decodes the bytes whole, cut in two at each place, and one by one; all must come to the same. */
    static <T> T everyWay(Supplier<Decoder<T>> decoders, byte[] bytes) throws ProtocolException {
        T whole = decode(decoders.get(), bytes);
        int[] all = new int[bytes.length];
        for (int cut = 0; cut < bytes.length; cut++) {
            all[cut] = cut;
            same(whole, decode(decoders.get(), bytes, cut), cut);
        }
        same(whole, decode(decoders.get(), bytes, all), -1);
        return whole;
    }

    private static <T> void same(T whole, T cut, int at) {
        org.assertj.core.api.Assertions.assertThat(cut)
                .as("cut at %d", at)
                .usingRecursiveComparison()
                .isEqualTo(whole);
    }
}
