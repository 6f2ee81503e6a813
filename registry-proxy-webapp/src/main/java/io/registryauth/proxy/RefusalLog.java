package io.registryauth.proxy;

import io.registryauth.spi.AuthEvent;
import io.registryauth.spi.AuthListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells an operator who was refused what, and why.
 *
 * <p>A client without credentials is no news: every client begins so. A wrong password or an ambiguous request is a
 * warning, since somebody may be trying; a user who may not do something is told so and is mere information. What could
 * not be judged was logged by the filter already, with its cause or once a minute, and so was who has to wait, once for each
 * delay.
 */
final class RefusalLog implements AuthListener {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    @Override
    public void onRefused(AuthEvent event) {
        log.atLevel(level(event))
                .addKeyValue("status", event.status())
                .addKeyValue("user", event.user())
                .addKeyValue("method", event.method())
                .addKeyValue("path", event.path())
                .addKeyValue("reason", event.reason())
                .log("refused");
    }

    private static Level level(AuthEvent event) {
        return switch (event.status()) {
            case 401 -> event.user() == null ? Level.DEBUG : Level.WARN;
            case 403 -> Level.INFO;
            case 429, 503 -> Level.DEBUG;
            default -> Level.WARN;
        };
    }
}
