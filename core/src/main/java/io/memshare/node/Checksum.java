package io.memshare.node;

import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720, appendix B.4), used to compare replicas without transferring values. */
public final class Checksum {

    private Checksum() {}

    /**
     * Returns the checksum that is stored with a value.
     *
     * @param bytes the value, not modified
     */
    public static int of(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }
}
