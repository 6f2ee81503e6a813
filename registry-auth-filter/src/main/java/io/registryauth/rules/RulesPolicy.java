package io.registryauth.rules;

import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Decides by the rules that are in effect at the moment. Roles are the groups of the rules. Thread-safe.
 *
 * @param rules asked once for each decision, so that it is made on one state of the files
 */
public record RulesPolicy(Supplier<AccessRules> rules, InstantSource clock) implements AccessPolicy {
    @Override
    public Decision decide(Identity identity, AccessRequest request) {
        return rules.get().decide(identity.name(), request, clock.instant());
    }

    @Override
    public Decision decideAnonymous(AccessRequest request) {
        return rules.get().decide(null, request, clock.instant());
    }

    @Override
    public boolean isInRole(Identity identity, String role) {
        return rules.get().groupsOf(identity.name()).contains(role);
    }
}
