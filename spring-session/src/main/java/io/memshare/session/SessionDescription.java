package io.memshare.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/**
 * Describes sessions for lists of them, such as by the device and the address of a login. Must be safe for use by
 * several threads.
 */
@FunctionalInterface
public interface SessionDescription {

    /** The maximum number of entries that are stored. */
    int MOST_ENTRIES = 8;

    /** The maximum length of each name and each text; longer ones are cut. */
    int MOST_CHARACTERS = 200;

    /**
     * Describes the session in which a request has logged in. Called while the session is saved, once for each login.
     * If the method throws, the session is stored without a description.
     *
     * @param request the request, not wrapped by Spring Session
     * @return texts by their names, possibly none. They are stored with the session and come back unchanged except for
     *     their length and control characters, so a page must escape them
     */
    Map<String, String> describe(HttpServletRequest request);
}
