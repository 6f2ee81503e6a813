package io.registryauth.examples.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.registryauth.spi.AuthEvent;
import io.registryauth.spi.AuthListener;
import io.registryauth.spi.AuthListenerContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditListenerTest extends AuthListenerContract {
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final PatternLayout layout = new PatternLayout();
    private final Logger log = context.getLogger("audit");

    @BeforeEach
    void start() {
        lines.start();
        log.addAppender(lines);
        layout.setContext(context);
        layout.setPattern("%msg %kvp{DOUBLE}");
        layout.start();
    }

    @Override
    protected AuthListener listener() {
        return new AuditListener(log);
    }

    @Test
    void aRefusalIsALineThatSaysWhoWantedWhatAndWhyNot() {
        listener().onRefused(new AuthEvent("jane", "192.0.2.1", "PUT", "/v2/a/manifests/1", 403, "jane may not"));

        assertThat(line())
                .isEqualTo("refused user=\"jane\" client=\"192.0.2.1\" method=\"PUT\" path=\"/v2/a/manifests/1\""
                        + " status=\"403\" reason=\"jane may not\"");
    }

    @Test
    void nobodyWritesALineOfTheirOwn() {
        listener()
                .onRefused(new AuthEvent("jane\" status=\"200\nallowed", "192.0.2.1", "GET", "/\u001b[31m", 401, "no"));

        assertThat(line())
                .contains("user=\"jane\\u0022 status=\\u0022200\\u000aallowed\"", "path=\"/\\u001b[31m\"")
                .doesNotContain("\n", "\u001b");
    }

    private String line() {
        assertThat(lines.list).hasSize(1);
        return layout.doLayout(lines.list.get(0));
    }
}
