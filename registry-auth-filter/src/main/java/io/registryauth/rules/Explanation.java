package io.registryauth.rules;

import io.registryauth.registry.RequestTarget;
import io.registryauth.rules.Rule.Scope;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision is as it is. Immutable.
 *
 * @param allowed what the rules decide
 * @param sentence the decision for a person: the refusal that clients print, or what is allowed
 * @param declinedMount why the registry is asked to take an upload in place of the mount that was asked for; null where it
 *     is not
 * @param parts the rules that took part, in the file's order
 * @param remedy what would allow the request, all of it together; empty where it is allowed
 */
public record Explanation(
        boolean allowed, String sentence, @Nullable String declinedMount, List<RulePart> parts, List<Remedy> remedy) {
    public Explanation {
        parts = List.copyOf(parts);
        remedy = List.copyOf(remedy);
    }

    /**
     * Explains what becomes of a request, as the filter decides on it.
     *
     * @param user null for a request without credentials
     */
    public static Explanation of(AccessRules rules, @Nullable String user, RequestTarget target, Instant now) {
        AccessRequest asked = target.accessRequest();
        Decision decision = rules.decide(user, asked, now);
        Optional<AccessRequest> upload =
                decision.isAllowed() ? Optional.empty() : target.withoutMount().map(RequestTarget::accessRequest);
        String declinedMount = null;
        if (upload.isPresent()) {
            Decision asUpload = rules.decide(user, upload.get(), now);
            declinedMount = asUpload.isAllowed() ? decision.reason() : null;
            decision = asUpload;
        }
        AccessRequest decided = upload.orElse(asked);
        List<RulePart> parts = rules.rulesFor(user, asked).stream()
                .filter(rule -> isAbout(rule, asked))
                .map(rule -> RulePart.of(rule, rules, user, asked, now))
                .toList();
        return new Explanation(
                decision.isAllowed(),
                decision.isAllowed() ? Allowance.sentence(user, decided) : decision.reason(),
                declinedMount,
                parts,
                decision.isAllowed() ? List.of() : Remedies.of(rules, user, decided, now));
    }

    /** What belongs to no repository is denied by rules about any of them; but not by those about another action. */
    private static boolean isAbout(Rule rule, AccessRequest request) {
        return !(rule.scope() instanceof Scope.Repositories scope)
                || scope.isEverything()
                || request.accesses().stream()
                        .anyMatch(access ->
                                access.repository() != null || scope.actions().contains(access.action()));
    }
}
