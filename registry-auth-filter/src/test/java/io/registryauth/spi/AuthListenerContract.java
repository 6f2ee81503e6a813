package io.registryauth.spi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link AuthListener} keeps to. Inherit it in the test of an implementation. */
public abstract class AuthListenerContract {
    private static final AuthEvent ALLOWED = new AuthEvent("jane", "192.0.2.1", "GET", "/v2/", 200, "");

    /** What strangers can bring about: no user, hostile text, any of the filter's statuses. */
    private static final List<AuthEvent> REFUSED = List.of(
            new AuthEvent(null, "192.0.2.1", "GET", "/v2/", 401, "authentication required"),
            new AuthEvent("jane\nstatus=200", "2001:db8::1", "PUT", "/v2/a/manifests/1", 403, "jane may not"),
            new AuthEvent("", "192.0.2.1", "get", "/v2/\u0000\u001b[31m", 405, "no such method"),
            new AuthEvent(null, "192.0.2.1", "GET", "", 400, "ambiguous"),
            new AuthEvent("\ud800", "192.0.2.1", "GET", "/v2/", 503, "cannot tell"));

    /** The listener under test. */
    protected abstract AuthListener listener();

    @Test
    void takesAllowedRequests() {
        assertDoesNotThrow(() -> listener().onAllowed(ALLOWED));
    }

    @Test
    void takesEveryKindOfRefusal() {
        for (AuthEvent event : REFUSED) {
            assertDoesNotThrow(() -> listener().onRefused(event), event::toString);
        }
    }
}
