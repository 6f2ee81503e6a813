package io.registryauth.proxy.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The lines that are logged while it is open, as they stand on standard output. */
public final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final EventLayout layout = new EventLayout("io.registryauth");
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.registryauth");

    public RecordedLog() {
        setContext(logger.getLoggerContext());
        logger.setLevel(Level.INFO);
        logger.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(layout.doLayout(event));
    }

    /** The lines of one event, in the order in which they were logged. */
    public List<String> of(String event) {
        return lines.stream()
                .filter(line -> line.contains(" event=" + event + " ") || line.endsWith(" event=" + event + "\n"))
                .toList();
    }

    public String all() {
        return String.join("", lines);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
