package io.memshare;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Records all log events of a test. */
public final class CapturedLog implements BeforeEachCallback, AfterEachCallback {

    private final Logger root = context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    /** While one thread initializes SLF4J, others get loggers of another kind. */
    private static LoggerContext context() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        while (!(factory instanceof LoggerContext)) {
            Thread.onSpinWait();
            factory = LoggerFactory.getILoggerFactory();
        }
        return (LoggerContext) factory;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        events.start();
        root.addAppender(events);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        root.detachAppender(events);
    }

    /** Returns the level, the message and the stack trace of each event. */
    public List<String> lines() {
        return lines(events()).toList();
    }

    /** Returns all lines as a single text. */
    public String text() {
        return String.join("\n", lines());
    }

    /** Returns the events of a level. */
    public List<String> lines(Level level) {
        return lines(events().filter(event -> event.getLevel().equals(level))).toList();
    }

    private Stream<ILoggingEvent> events() {
        synchronized (events) {
            return List.copyOf(events.list).stream();
        }
    }

    private static Stream<String> lines(Stream<ILoggingEvent> events) {
        return events.map(event -> Stream.of(
                        event.getLevel().toString(),
                        event.getFormattedMessage(),
                        event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining(" ")));
    }
}
