package org.springframework.boot.docker.compose.lifecycle;

import java.util.List;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.context.ApplicationContext;

/** Tells an application what Docker Compose would have started; the event's constructor is for Spring Boot alone. */
public final class RunningServices {

    private RunningServices() {}

    public static DockerComposeServicesReadyEvent ready(ApplicationContext context, List<RunningService> services) {
        return new DockerComposeServicesReadyEvent(context, services);
    }
}
