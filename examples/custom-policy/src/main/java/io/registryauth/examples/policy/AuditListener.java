package io.registryauth.examples.policy;

import io.registryauth.spi.AuthEvent;
import io.registryauth.spi.AuthListener;
import org.slf4j.Logger;

/**
 * Tells the application's audit log of each decision. The log must not block: logback.xml writes it on a thread of its own.
 */
final class AuditListener implements AuthListener {
    private final Logger log;

    AuditListener(Logger log) {
        this.log = log;
    }

    @Override
    public void onAllowed(AuthEvent event) {
        log("allowed", event);
    }

    @Override
    public void onRefused(AuthEvent event) {
        log("refused", event);
    }

    private void log(String what, AuthEvent event) {
        log.atInfo()
                .addKeyValue("user", event.user() == null ? "-" : printable(event.user()))
                .addKeyValue("client", printable(event.clientAddress()))
                .addKeyValue("method", printable(event.method()))
                .addKeyValue("path", printable(event.path()))
                .addKeyValue("status", event.status())
                .addKeyValue("reason", printable(event.reason()))
                .log(what);
    }

    /** All of it may come from a stranger, who must not be able to end a line or a quotation. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                printable.append(String.format("\\u%04x", (int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}
