package io.memshare.session.config;

import io.memshare.session.web.StoreUnavailableFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Warns once if requests reach Spring Session's filter without passing the {@link StoreUnavailableFilter}. Without
 * Spring Boot, the application registers both filters with the servlet container. If it forgets the latter, sessions
 * work until the session store cannot be reached. Thread-safe if the wrapped resolver is.
 */
final class FilterOrderCheck implements HttpSessionIdResolver {

    private static final Logger LOG = LoggerFactory.getLogger(FilterOrderCheck.class);

    private final HttpSessionIdResolver resolver;
    private final AtomicBoolean done = new AtomicBoolean();

    FilterOrderCheck(HttpSessionIdResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        if (!StoreUnavailableFilter.handles(request) && done.compareAndSet(false, true)) {
            LOG.warn(
                    "A request came to Spring Session's filter past the StoreUnavailableFilter: while the session store"
                            + " cannot be reached, clients get status 500 instead of 503. Register the bean"
                            + " memshareStoreUnavailableFilter directly before springSessionRepositoryFilter, as the"
                            + " Javadoc of @EnableMemshareHttpSession shows.");
        }
        return resolver.resolveSessionIds(request);
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        resolver.setSessionId(request, response, sessionId);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        resolver.expireSession(request, response);
    }
}
