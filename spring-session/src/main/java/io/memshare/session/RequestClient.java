package io.memshare.session;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The client of a request.
 *
 * @param response the response to it
 * @param ids the session ids that it sent
 * @param sender sends it a session id with the response
 */
record RequestClient(HttpServletResponse response, List<String> ids, BiConsumer<HttpServletResponse, String> sender) {

    /** Returns whether the client knows a session under this id, and can still be told another. */
    boolean canReplace(String id) {
        return ids.contains(id) && !response.isCommitted();
    }

    void send(String id) {
        sender.accept(response, id);
    }
}
