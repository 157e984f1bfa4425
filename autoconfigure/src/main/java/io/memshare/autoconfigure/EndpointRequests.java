package io.memshare.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Matches requests for the management endpoints by the paths to which they are mapped. The paths are determined at the
 * first request, when all endpoints exist. Thread-safe.
 */
final class EndpointRequests implements ManagementRequests {

    private final Supplier<List<String>> paths;

    /**
     * Creates the matcher.
     *
     * @param endpoints the endpoints, possibly none
     * @param servletPath the path of the dispatcher servlet
     */
    EndpointRequests(ObjectProvider<PathMappedEndpoints> endpoints, String servletPath) {
        String prefix = StringUtils.trimTrailingCharacter(servletPath, '/');
        this.paths = SingletonSupplier.of(() -> paths(endpoints.getIfAvailable()).stream()
                .map(path -> prefix + path)
                .toList());
    }

    private static List<String> paths(@Nullable PathMappedEndpoints endpoints) {
        List<String> paths = new ArrayList<>();
        if (endpoints != null) {
            paths.addAll(endpoints.getAllPaths());
            endpoints.stream()
                    .flatMap(endpoint -> endpoint.getAdditionalPaths(WebServerNamespace.SERVER).stream())
                    .forEach(paths::add);
            if (StringUtils.hasText(endpoints.getBasePath())) {
                paths.add(endpoints.getBasePath());
            }
        }
        return paths;
    }

    @Override
    public boolean test(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        return paths.get().stream().anyMatch(mapped -> path.equals(mapped) || path.startsWith(mapped + "/"));
    }
}
