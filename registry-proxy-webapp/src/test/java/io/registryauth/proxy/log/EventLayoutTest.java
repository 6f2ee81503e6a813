package io.registryauth.proxy.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

class EventLayoutTest {
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter threadsValues = new LogbackMDCAdapter();
    private final EventLayout layout = new EventLayout("io.registryauth");

    @BeforeEach
    void giveTheContextItsThreadsValues() {
        context.setMDCAdapter(threadsValues);
    }

    @Test
    void anEventIsOneLineOfKeysAndValues() {
        LoggingEvent event = event("io.registryauth.proxy.Main", Level.INFO, "start");
        event.setKeyValuePairs(List.of(new KeyValuePair("listen", "127.0.0.1:8080"), new KeyValuePair("ms", 312)));

        assertThat(layout.doLayout(event))
                .isEqualTo("time=2026-11-23T10:00:00.123Z level=info event=start listen=127.0.0.1:8080 ms=312\n");
    }

    @Test
    void aMessageOfAnotherLibraryIsALogEventWithItsLogger() {
        assertThat(layout.doLayout(event("org.eclipse.jetty.io.Thing", Level.WARN, "it \"broke\"")))
                .endsWith(" level=warn event=log logger=org.eclipse.jetty.io.Thing message=\"it \\\"broke\\\"\"\n");
        assertThat(layout.doLayout(event("io.registryauthority.Thing", Level.WARN, "hello")))
                .contains("event=log logger=io.registryauthority.Thing message=hello");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain           | v=plain",
                "/v2/a:b@c       | v=/v2/a:b@c",
                "a b             | v=\"a b\"",
                "a=b             | v=\"a=b\"",
                "jané            | v=\"jané\"",
                "``              | v=\"\"",
                "a\"b\\c         | v=\"a\\\"b\\\\c\"",
            })
    void aValueIsQuotedWhereItNeedsToBe(String value, String expected) {
        assertThat(lineWith(value)).endsWith(" " + expected + "\n");
    }

    @Test
    void noValueCanBeginALineOrAnotherValue() {
        String line = lineWith("x\nlevel=error event=forged\r\u0085\u2028\u2029\u0000\u001b[31m\u202e\ud800");

        assertThat(line)
                .endsWith(
                        " v=\"x\\nlevel=error event=forged\\r\\u0085\\u2028\\u2029\\u0000\\u001b[31m\\u202e\\ud800\"\n");
        assertThat(line.lines()).hasSize(1);
    }

    @Test
    void aKeyIsAlwaysAWord() {
        LoggingEvent event = event("io.registryauth", Level.INFO, "e");
        event.setKeyValuePairs(List.of(new KeyValuePair("a b=\n", "v")));

        assertThat(layout.doLayout(event)).endsWith(" event=e a_b__=v\n");
    }

    @Test
    void whatIsAbsentIsAHyphen() {
        LoggingEvent event = event("io.registryauth", Level.INFO, "e");
        event.setKeyValuePairs(List.of(new KeyValuePair("user", null)));

        assertThat(layout.doLayout(event)).endsWith(" user=-\n");
    }

    @Test
    void whatIsKnownOfTheThreadsRequestIsAddedToEachLine() {
        threadsValues.put("client", "192.0.2.7");

        assertThat(layout.doLayout(event("io.registryauth", Level.INFO, "e"))).endsWith(" event=e client=192.0.2.7\n");
    }

    @Test
    void anExceptionIsFoldedIntoTheLine() {
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("io.registryauth"),
                Level.ERROR,
                "failed",
                new IllegalStateException("outer\nline", new IOException("inner")),
                null);

        String line = layout.doLayout(event);

        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .contains(
                        " event=failed exception=\"java.lang.IllegalStateException: outer\\nline | at io.registryauth")
                .contains(" | caused by java.io.IOException: inner");
    }

    private String lineWith(String value) {
        LoggingEvent event = event("io.registryauth", Level.INFO, "e");
        event.setKeyValuePairs(List.of(new KeyValuePair("v", value)));
        return layout.doLayout(event);
    }

    private LoggingEvent event(String logger, Level level, String message) {
        LoggingEvent event = new LoggingEvent("", context.getLogger(logger), level, message, null, null);
        event.setInstant(Instant.parse("2026-11-23T10:00:00.123Z"));
        return event;
    }
}
