package io.memshare.node;

import java.nio.charset.StandardCharsets;

/** A node as an operator writes it: what is accepted reads the same when it is written out. */
public final class NodeAddressFuzzer {

    private NodeAddressFuzzer() {}

    /** The input is the text. */
    public static void fuzzerTestOneInput(byte[] input) {
        NodeAddress address;
        try {
            address = NodeAddress.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            return;
        }
        if (!NodeAddress.parse(address.toString()).equals(address)) {
            throw new AssertionError(address + " reads as another node");
        }
        if (address.host().chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new AssertionError("a host with blanks or control characters");
        }
    }
}
