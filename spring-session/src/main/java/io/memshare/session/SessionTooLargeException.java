package io.memshare.session;

import java.util.List;

/**
 * Thrown if a session has become too large for a node. Nothing was stored: the nodes still hold the session as it was
 * before the request.
 */
public class SessionTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int size;
    private final int limit;
    private final transient List<AttributeSize> largest;

    /**
     * The size of an attribute.
     *
     * @param name the name of the attribute
     * @param bytes the size of its value in bytes
     */
    public record AttributeSize(String name, int bytes) {}

    /**
     * Creates an exception.
     *
     * @param size the size of the session in bytes
     * @param limit the maximum size in bytes that all nodes accept
     * @param largest the largest attributes, the largest first
     */
    public SessionTooLargeException(int size, int limit, List<AttributeSize> largest) {
        super("the session has " + size + " bytes, the nodes take " + limit + "; its largest attributes: "
                + text(largest) + ". Keep less in the session, or start memcached with a larger -I");
        this.size = size;
        this.limit = limit;
        this.largest = List.copyOf(largest);
    }

    private static String text(List<AttributeSize> largest) {
        return String.join(
                ", ",
                largest.stream()
                        .map(each -> "'" + PrintableName.of(each.name()) + "' with " + each.bytes())
                        .toList());
    }

    /** Returns the size of the session in bytes. */
    public int size() {
        return size;
    }

    /** Returns the maximum size in bytes that all nodes accept. */
    public int limit() {
        return limit;
    }

    /** Returns the largest attributes, the largest first; empty after deserialization. */
    public List<AttributeSize> largest() {
        return largest == null ? List.of() : largest;
    }
}
