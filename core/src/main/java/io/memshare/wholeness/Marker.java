package io.memshare.wholeness;

import io.memshare.node.Reply;
import io.memshare.node.TimeToLive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a node's marker says.
 *
 * <p>No clock of an application server is asked how long a node has been rebuilding: the marker of such a node is stored
 * with twice the time that it takes, and the node's own count of the time left tells when half of it is over.
 */
sealed interface Marker {

    /** The node holds every record that it should. */
    record Whole() implements Marker {
        private static final byte[] BYTES = "whole".getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The node has missed records. It is whole when all records that it may have missed have been used or have expired.
     *
     * @param done whether so much time has passed
     */
    record Rebuilding(boolean done) implements Marker {
        private static final byte[] BYTES = "rebuilding".getBytes(StandardCharsets.US_ASCII);
    }

    /** There is no marker: the node is new, was restarted, or has been emptied. */
    record None() implements Marker {}

    Marker WHOLE = new Whole();
    Marker REBUILDING = new Rebuilding(false);
    Marker NONE = new None();

    /**
     * Reads a marker.
     *
     * @param reply what a node said when asked for its marker, with the value
     * @param rebuild how long a node is rebuilding
     */
    static Marker of(Reply reply, TimeToLive rebuild) {
        if (!(reply instanceof Reply.Hit hit) || hit.value() == null) {
            return NONE;
        }
        if (Arrays.equals(hit.value(), Whole.BYTES)) {
            return WHOLE;
        }
        return new Rebuilding(hit.secondsLeft() <= rebuild.seconds());
    }

    /** Returns the bytes of a marker that is to be stored. */
    static byte[] bytes(Marker marker) {
        return marker instanceof Whole ? Whole.BYTES : Rebuilding.BYTES;
    }

    /** Returns how long a marker is to be stored. */
    static TimeToLive timeToLive(Marker marker, TimeToLive rebuild) {
        return marker instanceof Whole || rebuild.seconds() > Long.MAX_VALUE / 2
                ? TimeToLive.FOREVER
                : new TimeToLive(2 * rebuild.seconds());
    }
}
