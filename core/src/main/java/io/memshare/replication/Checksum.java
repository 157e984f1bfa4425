package io.memshare.replication;

import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720, appendix B.4), by which replicas are compared without moving values. */
final class Checksum {

    private Checksum() {}

    static int of(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }
}
