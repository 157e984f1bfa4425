package io.memshare.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.Hang;
import io.memshare.testkit.LoopbackPorts;
import io.memshare.testkit.MemcachedServer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample application processed ahead of time, as Spring Boot's plugin does it: another JVM processes it, the
 * sources that come out are compiled, and a third JVM runs the result.
 */
class AheadOfTimeTests {

    private static final String SAMPLE = SampleApplication.class.getName();

    @TempDir
    private Path work;

    private final List<MemcachedServer> nodes =
            Stream.generate(MemcachedServer::start).limit(2).toList();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        nodes.forEach(MemcachedServer::close);
    }

    /** The class path of the application: what is for tests only is not processed. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Process java(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Processes the application, compiles what comes out, and returns the class path that it then has. */
    private String process() throws Exception {
        Path sources = work.resolve("sources");
        Path resources = work.resolve("resources");
        Path classes = Files.createDirectories(work.resolve("classes"));
        Path log = work.resolve("processing.log");
        Process processing = java(
                log,
                List.of(
                        "-cp",
                        classPath(),
                        "org.springframework.boot.SpringApplicationAotProcessor",
                        SAMPLE,
                        sources.toString(),
                        resources.toString(),
                        classes.toString(),
                        "io.memshare",
                        "memshare-sample-app"));
        assertThat(processing.waitFor(Hang.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        assertThat(processing.exitValue()).as(Files.readString(log)).isZero();
        List<String> arguments =
                new ArrayList<>(List.of("-d", classes.toString(), "-cp", classPath(), "-proc:none", "-nowarn"));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        int compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(compiled).isZero();
        return Stream.of(classes.toString(), resources.toString(), classPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void theProcessedApplicationKeepsItsSessionsWhenANodeIsKilled() throws Exception {
        String classPath = process();
        int port = LoopbackPorts.free();
        String list = nodes.stream().map(MemcachedServer::address).collect(Collectors.joining(","));
        Path log = work.resolve("application.log");
        Process application = java(
                log,
                List.of(
                        "-Dspring.aot.enabled=true",
                        "-cp",
                        classPath,
                        SAMPLE,
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--memshare.nodes=" + list));
        await().atMost(Hang.LIMIT)
                .until(() -> !application.isAlive() || Files.readString(log).contains("Started "));
        String said = Files.readString(log);
        assertThat(application.isAlive()).as(said).isTrue();
        assertThat(said).contains("Starting AOT-processed");

        HttpResponse<String> first = get(port, "");
        assertThat(first.body()).contains("first time");
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(get(port, cookie).body()).contains("Your number of visits: 1");
        nodes.get(0).kill();
        assertThat(get(port, cookie).body()).contains("Your number of visits: 2");
    }

    private static HttpResponse<String> get(int port, String cookie) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/session"))
                .header("Cookie", cookie)
                .timeout(Hang.LIMIT)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
