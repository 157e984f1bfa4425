package io.memshare.node;

/**
 * A 64-bit hash that is the same in every process: FNV-1a over the bytes, followed by the finalizer of MurmurHash3 so
 * that every bit of the result depends on every byte.
 */
public final class Hash64 {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Hash64() {}

    /**
     * Hashes bytes.
     *
     * @param bytes any bytes
     */
    public static long of(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /**
     * Mixes the bits of a number (the 64-bit finalizer of MurmurHash3).
     *
     * @param value any number
     */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
