package io.memshare.session;

import static io.memshare.session.SharedSessions.found;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.memshare.Cluster;
import io.memshare.Memshare;
import io.memshare.MemshareSettings;
import io.memshare.node.Checksum;
import io.memshare.node.Key;
import io.memshare.seal.PlainRecords;
import io.memshare.seal.Sealing;
import io.memshare.seal.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** With every logger at TRACE, features and faults are driven; nothing that is said about them tells a secret. */
class HygieneTests {

    private static final String VALUE = "planted-value-7391";
    private static final String NAME = "planted-name-5527";

    /** An attribute that cannot be stored. */
    private static final class Unstorable {

        @Override
        public String toString() {
            return VALUE;
        }
    }

    private static final class Heard extends AppenderBase<ILoggingEvent> implements AutoCloseable {

        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        private final Logger root;
        private final Map<String, Level> before;
        private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

        Heard() {
            root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            before = context.getLoggerList().stream()
                    .filter(logger -> logger.getLevel() != null)
                    .collect(Collectors.toMap(Logger::getName, Logger::getLevel));
            setContext(context);
            start();
            root.addAppender(this);
            context.getLoggerList().forEach(logger -> logger.setLevel(Level.TRACE));
        }

        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy thrown = event.getThrowableProxy();
            lines.add(event.getThreadName() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                    + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
        }

        @Override
        public void close() {
            root.detachAppender(this);
            context.getLoggerList().forEach(logger -> logger.setLevel(before.get(logger.getName())));
        }
    }

    private final List<String> secrets = new ArrayList<>(List.of(VALUE));
    private final List<String> said = new ArrayList<>();

    private void say(Object spoken) {
        said.add(String.valueOf(spoken));
    }

    private void fails(Runnable act) {
        try {
            act.run();
        } catch (RuntimeException ex) {
            for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
                say(cause);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingSaidTellsASecret(boolean sealed) {
        for (String key : List.of("A", "B")) {
            secrets.add(TestKeys.base64(key));
            secrets.add(HexFormat.of().formatHex(TestKeys.secret(key)));
        }
        Sealing sealing =
                sealed ? TestKeys.sealing("memshare", PlainRecords.REFUSE, TestKeys.A, TestKeys.B) : Sealing.NONE;
        try (Heard heard = new Heard();
                Cluster cluster = Cluster.of(3)) {
            drive(
                    cluster,
                    cluster.impatientSettings().toBuilder()
                            .sealing(sealing)
                            .rebuildEnabled(true)
                            .build());
            said.addAll(heard.lines);
        }
        assertThat(said).hasSizeGreaterThan(20);
        assertThat(said).anyMatch(line -> line.contains("io.memshare.Memshare "));
        for (String secret : secrets) {
            assertThat(said).as("lines with %s", secret).noneMatch(line -> line.contains(secret));
        }
    }

    private String id(MemshareSession session) {
        secrets.add(session.getId());
        return session.getId();
    }

    private void drive(Cluster cluster, MemshareSettings settings) {
        Memshare app = cluster.app(settings, InstantSource.system());
        MemshareSessionRepository server = new MemshareSessionRepository(app, SharedSessions.VALUES);
        say(app.settings());
        say(app.nodes());
        MemshareSession session = server.createSession();
        session.setAttribute(NAME, VALUE);
        server.save(session);
        String id = id(session);
        Key key = new SessionKeys("memshare", settings.sealing()).of(id);
        secrets.add(key.text().substring(key.text().lastIndexOf(':') + 1));
        say(key);
        say(session);
        say(server);
        server.save(found(server, id));
        for (byte[] bytes : List.of(new byte[] {9, 9}, VALUE.getBytes(StandardCharsets.US_ASCII), new byte[0])) {
            cluster.server(0).put(key.text(), bytes, Checksum.of(bytes) & 0xffffffffL, 1000);
            cluster.server(1).put(key.text(), bytes, 5, 1000);
            say(found(server, id));
        }
        MemshareSession moved = found(server, id);
        moved.changeSessionId();
        secrets.add(moved.getId());
        moved.setAttribute(NAME, VALUE + 2);
        server.save(moved);
        fails(() -> {
            MemshareSession bad = found(server, moved.getId());
            bad.setAttribute(NAME, new Unstorable());
            server.save(bad);
        });
        fails(() -> {
            MemshareSession large = found(server, moved.getId());
            large.setAttribute(NAME, VALUE.repeat(100_000));
            server.save(large);
        });
        for (String cookie :
                List.of("planted-cookie-11\r\nx", "planted-cookie-22 " + "x".repeat(300), "planted-cookie-\ud800")) {
            secrets.add(cookie.substring(0, 15));
            fails(() -> say(String.valueOf(server.findById(cookie))));
            fails(() -> server.deleteById(cookie));
        }
        cluster.server(0).restart();
        Cluster.awaitNode(app, 0, true);
        say(found(server, moved.getId()));
        cluster.server(1).freeze();
        fails(() -> server.save(found(server, moved.getId())));
        cluster.server(1).thaw();
        cluster.server(2).kill();
        fails(() -> server.deleteById(moved.getId()));
        cluster.server(2).restart();
        for (int node = 0; node < 3; node++) {
            Cluster.awaitNode(app, node, true);
        }
        cluster.server(0).kill();
        cluster.server(1).kill();
        cluster.server(2).kill();
        fails(() -> server.findById(id));
        fails(() -> server.save(session));
        say(server.copies(moved.getId()));
        say(app.nodes());
    }
}
