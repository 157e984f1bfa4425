package io.memshare.serializer.form;

/** Values of attributes in the form by fields. */
public final class JsonAttributeFuzzer {

    private JsonAttributeFuzzer() {}

    /** The input is JSON. */
    public static void fuzzerTestOneInput(byte[] input) {
        AttributeInput.decode(AttributeInput.prefixed(input));
    }
}
