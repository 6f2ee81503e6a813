package io.registryauth.proxy.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one line of {@code key=value}: time, level, the event's name, then what it carries.
 *
 * <p>The project's own messages are names of events. What other libraries say becomes {@code event=log} with the logger's
 * name and the message. An exception is folded into the same line.
 */
final class EventLayout extends LayoutBase<ILoggingEvent> {
    private static final int MAX_FRAMES = 40;
    /** ISO 8601 in UTC, always with milliseconds, so that lines sort as text. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final String ours;

    /** Takes the package whose messages are names of events. */
    EventLayout(String ours) {
        this.ours = ours;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        TIME.formatTo(event.getInstant(), line.append("time="));
        line.append(" level=").append(event.getLevel().toString().toLowerCase(Locale.ROOT));
        if (isOurs(event.getLoggerName())) {
            append(line, "event", event.getFormattedMessage());
        } else {
            append(line, "event", "log");
            append(line, "logger", event.getLoggerName());
            append(line, "message", event.getFormattedMessage());
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                append(line, pair.key, pair.value);
            }
        }
        event.getMDCPropertyMap().forEach((key, value) -> append(line, key, value));
        if (event.getThrowableProxy() != null) {
            append(line, "exception", folded(event.getThrowableProxy()));
        }
        return line.append('\n').toString();
    }

    private boolean isOurs(String logger) {
        return logger.startsWith(ours) && (logger.length() == ours.length() || logger.charAt(ours.length()) == '.');
    }

    private static void append(StringBuilder line, String key, @Nullable Object value) {
        line.append(' ');
        LogText.appendKey(line, key);
        line.append('=');
        LogText.appendValue(line, value == null ? "-" : String.valueOf(value));
    }

    private static String folded(IThrowableProxy outermost) {
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy throwable = outermost; throwable != null; throwable = throwable.getCause()) {
            text.append(throwable == outermost ? "" : " | caused by ").append(throwable.getClassName());
            if (throwable.getMessage() != null) {
                text.append(": ").append(throwable.getMessage());
            }
            appendFrames(text, throwable);
        }
        return text.toString();
    }

    private static void appendFrames(StringBuilder text, IThrowableProxy throwable) {
        StackTraceElementProxy[] frames = throwable.getStackTraceElementProxyArray();
        // The frames that a cause has in common with what it caused say nothing new.
        int count = Math.min(frames.length - throwable.getCommonFrames(), MAX_FRAMES);
        for (int i = 0; i < count; i++) {
            text.append(" | ").append(frames[i].getSTEAsString());
        }
    }
}
