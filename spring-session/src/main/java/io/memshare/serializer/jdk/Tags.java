package io.memshare.serializer.jdk;

/** The tags of the Java serialization protocol, and the sizes of its primitives. */
final class Tags {

    static final int NULL = 0x70;
    static final int REFERENCE = 0x71;
    static final int CLASS_DESCRIPTION = 0x72;
    static final int OBJECT = 0x73;
    static final int STRING = 0x74;
    static final int ARRAY = 0x75;
    static final int CLASS = 0x76;
    static final int BLOCK_DATA = 0x77;
    static final int END_BLOCK_DATA = 0x78;
    static final int LONG_BLOCK_DATA = 0x7A;
    static final int LONG_STRING = 0x7C;
    static final int PROXY_DESCRIPTION = 0x7D;
    static final int ENUM = 0x7E;

    private Tags() {}

    /** Returns the size of a primitive type in bytes. */
    static int sizeOf(char typeCode) {
        return switch (typeCode) {
            case 'B', 'Z' -> 1;
            case 'C', 'S' -> 2;
            case 'I', 'F' -> 4;
            case 'J', 'D' -> 8;
            default -> throw new MalformedStreamException("the type of a field is unknown");
        };
    }
}
