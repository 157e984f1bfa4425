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
 * Requests for the management endpoints, at the paths that they are mapped to. The endpoints are asked for their paths by the
 * first request, when they are all there. Thread-safe.
 */
final class EndpointRequests implements ManagementRequests {

    private final Supplier<List<String>> paths;

    /**
     * @param endpoints the endpoints, perhaps none
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
