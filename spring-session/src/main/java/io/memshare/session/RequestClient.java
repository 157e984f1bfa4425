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
 * @param cookies whether ids are sent in cookies
 */
record RequestClient(
        HttpServletResponse response,
        List<String> ids,
        BiConsumer<HttpServletResponse, String> sender,
        boolean cookies) {

    /** Returns whether the client knows a session under this id, and can still be told another. */
    boolean canReplace(String id) {
        return ids.contains(id) && !response.isCommitted();
    }

    /** Throws {@link IllegalStateException} if the cookie of a new session would be lost, as Spring Session does. */
    void requireCookie() {
        if (cookies && response.isCommitted()) {
            throw new IllegalStateException("Cannot create a session after the response has been committed");
        }
    }

    void send(String id) {
        sender.accept(response, id);
    }
}
