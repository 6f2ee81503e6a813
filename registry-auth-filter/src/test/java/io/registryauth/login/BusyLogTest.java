package io.registryauth.login;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BusyLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Login.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private long now = -5;

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(events);
    }

    @Test
    void saysSoAtOnceAndThenEachMinuteHowManyTheyWere() {
        BusyLog log = new BusyLog(() -> now);
        for (int i = 0; i < 100; i++) {
            log.turnedAway();
        }
        assertThat(counts()).containsExactly("1");

        now += BusyLog.REPEAT.toNanos();
        log.turnedAway();
        assertThat(counts()).containsExactly("1", "100");
    }

    private List<String> counts() {
        return events.list.stream()
                .map(event -> String.valueOf(event.getKeyValuePairs().get(0).value))
                .toList();
    }
}
