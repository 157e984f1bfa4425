package io.memshare.autoconfigure;

import io.memshare.testkit.MemcachedServer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/** An error page that greets its visitor by the session, creates one if there is none, and may fail to save it. */
record SessionUsingErrorView(MemcachedServer memcached) implements View {

    @Override
    public String getContentType() {
        return "text/html";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpSession session = request.getSession();
        session.setAttribute("seen-by-the-error-page", "yes");
        if ("refused".equals(request.getParameter("page"))) {
            session.setAttribute("bad", FaultyPages.refusedValue());
        } else if ("freeze".equals(request.getParameter("page"))) {
            memcached.freeze();
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write("<h1>" + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + "</h1>");
    }
}
