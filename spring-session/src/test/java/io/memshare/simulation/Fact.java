package io.memshare.simulation;

import io.memshare.crdt.HybridTimestamp;
import io.memshare.crdt.LwwMap;
import io.memshare.session.SimulatedSessions;
import io.memshare.state.Live;
import io.memshare.state.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client knows of a session, because it was acknowledged or read, and that must never be undone: that
 * it exists (or has existed), an attribute as of a timestamp, or that it is gone.
 *
 * @param id the session
 * @param attribute the attribute, null if none is meant
 * @param at when that was written, null if no attribute is meant
 * @param gone whether the session is gone
 */
record Fact(String id, @Nullable String attribute, @Nullable HybridTimestamp at, boolean gone) {

    static Fact exists(String id) {
        return new Fact(id, null, null, false);
    }

    static Fact attribute(String id, String name, HybridTimestamp at) {
        return new Fact(id, name, at, false);
    }

    static Fact gone(String id) {
        return new Fact(id, null, null, true);
    }

    /** Returns whether a state knows this. Who knows that a session is gone knows all of it. */
    boolean isIn(@Nullable SessionState state) {
        if (!(state instanceof Live live)) {
            return state != null;
        }
        if (attribute == null || at == null) {
            return !gone;
        }
        LwwMap.Entry entry = live.attributes().get(attribute);
        return entry != null && entry.timestamp().compareTo(at) >= 0;
    }

    boolean isHeldBy(SimulatedServer server) {
        return isIn(server.state(SimulatedSessions.key(id)));
    }

    @Override
    public String toString() {
        if (attribute == null) {
            return id + (gone ? " is gone" : " exists");
        }
        return id + " has " + attribute + " of " + at;
    }
}
