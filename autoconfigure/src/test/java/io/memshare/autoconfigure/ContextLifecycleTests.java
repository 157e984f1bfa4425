package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.autoconfigure.restart.Bookmark;
import io.memshare.testkit.Hang;
import io.memshare.testkit.MemcachedServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * What an application may expect when its context is closed, or restarted in the same JVM as Spring Boot's devtools do.
 */
class ContextLifecycleTests {

    private static final MemcachedServer ONE = MemcachedServer.start();
    private static final MemcachedServer OTHER = MemcachedServer.start();

    @AfterAll
    static void stop() {
        ONE.close();
        OTHER.close();
    }

    private static ConfigurableApplicationContext start(ClassLoader loader) {
        return new SpringApplicationBuilder(Application.class)
                .resourceLoader(new DefaultResourceLoader(loader))
                .run(
                        "--server.port=0",
                        "--server.shutdown=graceful",
                        "--spring.lifecycle.timeout-per-shutdown-phase=30s",
                        "--memshare.session.allowed-packages=io.memshare.autoconfigure.restart",
                        "--memshare.nodes=" + ONE.address() + "," + OTHER.address());
    }

    private static ConfigurableApplicationContext start() {
        return start(ContextLifecycleTests.class.getClassLoader());
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .collect(Collectors.toSet());
    }

    @Test
    void noThreadSurvivesAClosedContext() throws Exception {
        try (ConfigurableApplicationContext first = start()) {
            // threads of the JVM and of the container that are made once, and stay
            assertThat(Exchange.get(port(first), "/page", null).status()).isEqualTo(200);
        }
        Set<Thread> before = threads();
        ConfigurableApplicationContext context = start();
        assertThat(Exchange.get(port(context), "/page", null).status()).isEqualTo(200);
        assertThat(threads())
                .anySatisfy(thread -> assertThat(thread.getName()).startsWith("memshare-"))
                .hasSizeGreaterThan(before.size());
        context.close();
        // Awaitility's own thread would be one that is left
        ConditionFactory patiently = await().pollInSameThread();
        patiently.atMost(Hang.LIMIT).until(() -> before.containsAll(threads()));
    }

    @Test
    void aWriteInFlightIsFinishedWhenTheServerIsShutDown() throws Exception {
        ConfigurableApplicationContext closing = start();
        try (ConfigurableApplicationContext staying = start()) {
            Page page = closing.getBean(Page.class);
            CompletableFuture<Exchange.Answer> request =
                    CompletableFuture.supplyAsync(() -> get(port(closing), "/slow"));
            assertThat(page.entered.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
            await().atMost(Hang.LIMIT).until(() -> refuses(page.port));
            assertThat(closed).isNotDone();
            page.released.countDown();
            Exchange.Answer answer = request.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
            closed.get(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Exchange.get(port(staying), "/page", answer.cookie()).text())
                    .contains("kept");
        } finally {
            closing.close();
        }
    }

    private static Exchange.Answer get(int port, String path) {
        try {
            return Exchange.get(port, path, null);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean refuses(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void aSessionIsReadByTheClassesOfTheRestartedApplication() throws Exception {
        String cookie;
        try (ConfigurableApplicationContext before = start(new Reloading())) {
            cookie = Objects.requireNonNull(
                    Exchange.get(port(before), "/bookmark", null).cookie());
        }
        Reloading loader = new Reloading();
        try (ConfigurableApplicationContext after = start(loader)) {
            Page page = after.getBean(Page.class);
            assertThat(Exchange.get(port(after), "/page", cookie).text()).contains("page 42");
            assertThat(Objects.requireNonNull(page.read).getClass().getClassLoader())
                    .isSameAs(loader);
        }
    }

    /** Loads the classes of the application anew, as the restarting class loader of devtools does. */
    private static final class Reloading extends ClassLoader {

        private static final String RELOADED = Bookmark.class.getPackageName() + ".";

        Reloading() {
            super(ContextLifecycleTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(RELOADED)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Page page() {
            return new Page();
        }

        @Bean
        ServletRegistrationBean<Page> pageRegistration(Page page) {
            return new ServletRegistrationBean<>(page, "/page", "/slow", "/bookmark");
        }
    }

    /** Puts a value into the session, at once or when it is released, and shows what is there. */
    static final class Page extends HttpServlet {

        final transient CountDownLatch entered = new CountDownLatch(1);
        final transient CountDownLatch released = new CountDownLatch(1);
        transient volatile int port;
        transient volatile Object read;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpSession session = request.getSession();
            port = request.getLocalPort();
            if (request.getServletPath().equals("/slow")) {
                entered.countDown();
                awaitRelease();
                session.setAttribute("value", "kept");
            } else if (request.getServletPath().equals("/bookmark")) {
                session.setAttribute("value", bookmark());
            } else {
                read = session.getAttribute("value");
            }
            response.getWriter().print(session.getAttribute("value"));
        }

        private void awaitRelease() throws IOException {
            try {
                if (!released.await(Hang.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("not released");
                }
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
        }

        /** Makes an object of the class that the application of this moment has. */
        private static Serializable bookmark() throws IOException {
            try {
                ClassLoader loader = Thread.currentThread().getContextClassLoader();
                return (Serializable) Class.forName(Bookmark.class.getName(), true, loader)
                        .getConstructor(int.class)
                        .newInstance(42);
            } catch (ReflectiveOperationException failure) {
                throw new IOException(failure);
            }
        }
    }
}
