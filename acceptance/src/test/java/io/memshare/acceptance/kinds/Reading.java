package io.memshare.acceptance.kinds;

import java.io.Serializable;

/**
 * A value that one server kept and another one is asked for, and its answer.
 *
 * @param store the store, {@code control} or the form of the attributes
 * @param kind the name of its kind
 * @param sessionId the session
 */
record Reading(String store, String kind, String sessionId) implements Serializable {

    /**
     * What the other server found.
     *
     * @param reading what was asked for
     * @param portrait the value's portrait, or why there is none
     * @param nextSessionId a session into which the other server put the value that it had read, or null
     */
    record Answer(Reading reading, String portrait, String nextSessionId) implements Serializable {}
}
