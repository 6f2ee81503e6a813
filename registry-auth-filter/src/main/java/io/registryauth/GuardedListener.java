package io.registryauth;

import io.registryauth.spi.AuthEvent;
import io.registryauth.spi.AuthListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events on, and keeps what a broken listener throws from changing a decision. */
record GuardedListener(AuthListener listener) implements AuthListener {
    private static final Logger log = LoggerFactory.getLogger(RegistryAuthFilter.class);

    @Override
    public void onAllowed(AuthEvent event) {
        try {
            listener.onAllowed(event);
        } catch (RuntimeException e) {
            logFailure(e);
        }
    }

    @Override
    public void onRefused(AuthEvent event) {
        try {
            listener.onRefused(event);
        } catch (RuntimeException e) {
            logFailure(e);
        }
    }

    private void logFailure(RuntimeException e) {
        log.atError()
                .setCause(e)
                .addKeyValue("listener", listener.getClass().getName())
                .log("listener-failed");
    }
}
