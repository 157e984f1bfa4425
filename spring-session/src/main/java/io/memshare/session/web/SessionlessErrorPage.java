package io.memshare.session.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Renders the page of an error dispatch without a session, directly by the application's servlet. The filters are
 * bypassed, because Spring Security's filters would redirect a client without a session to the login.
 */
final class SessionlessErrorPage {

    private SessionlessErrorPage() {}

    /**
     * Renders the page.
     *
     * @param request the request of an error dispatch
     * @return false if the servlet is not a bean of the application, in which case nothing was done
     */
    static boolean render(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Servlet servlet = servlet(request);
        if (servlet == null) {
            return false;
        }
        servlet.service(new SessionlessRequest(request), response);
        return true;
    }

    private static @Nullable Servlet servlet(HttpServletRequest request) {
        WebApplicationContext context =
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        String name = request.getHttpServletMapping().getServletName();
        return context == null
                ? null
                : context.getBeanProvider(Servlet.class).stream()
                        .filter(servlet -> servlet.getServletConfig() != null
                                && servlet.getServletConfig().getServletName().equals(name))
                        .findFirst()
                        .orElse(null);
    }
}
