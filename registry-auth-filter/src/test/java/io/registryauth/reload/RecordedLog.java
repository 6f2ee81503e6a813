package io.registryauth.reload;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the classes of one package, or one class, log while it is open. */
public final class RecordedLog implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    public RecordedLog(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        events.start();
        logger.addAppender(events);
    }

    /** Level, event and what it carries, of each event so far. */
    public List<String> lines() {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getMessage() + " " + event.getKeyValuePairs())
                .toList();
    }

    /** The lines of one event. */
    public List<String> lines(String event) {
        return lines().stream().filter(line -> line.contains(" " + event + " ")).toList();
    }

    public void clear() {
        events.list.clear();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
    }
}
