package io.memshare.wholeness;

/**
 * How a node stood at one moment. Two are equal only if the node's marker has not been written in between. Immutable.
 *
 * @param kind what the marker says
 * @param token the compare-and-set token of the marker, 0 if there is none
 */
public record Standing(Kind kind, long token) {

    /** Nothing that counts is known: no answer, no marker, or a write that was missed just now. */
    static final Standing UNKNOWN = new Standing(Kind.UNKNOWN, 0);

    /** What a marker says. */
    public enum Kind {
        /** The node holds every record that it should. */
        WHOLE,
        /** The node has missed records. */
        INCOMPLETE,
        /** Nobody can tell. */
        UNKNOWN
    }
}
