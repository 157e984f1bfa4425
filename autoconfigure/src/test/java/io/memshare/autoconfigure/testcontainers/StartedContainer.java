package io.memshare.autoconfigure.testcontainers;

import io.memshare.testkit.MemcachedServer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A memcached process where an engine would have put a container. */
final class StartedContainer extends GenericContainer<StartedContainer> {

    private final String image;
    private final MemcachedServer server;

    StartedContainer(String image, MemcachedServer server) {
        super(DockerImageName.parse(image));
        this.image = image;
        this.server = server;
    }

    /** The base class asks the engine. */
    @Override
    public String getDockerImageName() {
        return image;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public String getHost() {
        return "127.0.0.1";
    }

    @Override
    public Integer getMappedPort(int originalPort) {
        if (originalPort != 11211) {
            throw new IllegalArgumentException("port " + originalPort + " is not exposed");
        }
        return server.port();
    }
}
