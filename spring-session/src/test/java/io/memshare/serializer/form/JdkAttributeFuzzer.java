package io.memshare.serializer.form;

/** Values of attributes in the Java form. */
public final class JdkAttributeFuzzer {

    private JdkAttributeFuzzer() {}

    /** The input is a stream of Java serialization. */
    public static void fuzzerTestOneInput(byte[] input) {
        AttributeInput.decode(input);
    }
}
