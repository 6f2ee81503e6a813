package io.registryauth.rules;

import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides as another policy does, and logs where a second one would decide otherwise, with the number of those so far.
 * Whatever the second one does, no decision changes. Thread-safe.
 */
public final class ShadowPolicy implements AccessPolicy {
    private static final Logger log = LoggerFactory.getLogger(ShadowPolicy.class);

    private final AccessPolicy live;
    private final AccessPolicy shadow;
    private final AtomicLong differences = new AtomicLong();

    /**
     * Creates the policy.
     *
     * @param live whose decisions count
     * @param shadow whose decisions are compared with them
     */
    public ShadowPolicy(AccessPolicy live, AccessPolicy shadow) {
        this.live = live;
        this.shadow = shadow;
    }

    @Override
    public Decision decide(Identity identity, AccessRequest request) {
        Decision decision = live.decide(identity, request);
        compare(identity.name(), request, decision, () -> shadow.decide(identity, request));
        return decision;
    }

    @Override
    public Decision decideAnonymous(AccessRequest request) {
        Decision decision = live.decideAnonymous(request);
        compare(null, request, decision, () -> shadow.decideAnonymous(request));
        return decision;
    }

    @Override
    public boolean isInRole(Identity identity, String role) {
        return live.isInRole(identity, role);
    }

    private void compare(@Nullable String user, AccessRequest request, Decision decision, Supplier<Decision> other) {
        Decision would;
        try {
            would = other.get();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("shadow-failed");
            return;
        }
        if (would.isAllowed() != decision.isAllowed()) {
            log.atInfo()
                    .addKeyValue("user", user)
                    .addKeyValue("method", request.method())
                    .addKeyValue("path", request.path())
                    .addKeyValue("now", decision)
                    .addKeyValue("would-be", would)
                    .addKeyValue("count", differences.incrementAndGet())
                    .log("shadow-differs");
        }
    }
}
