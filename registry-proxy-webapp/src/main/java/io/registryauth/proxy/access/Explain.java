package io.registryauth.proxy.access;

import io.registryauth.registry.RequestTarget;
import io.registryauth.rules.Allowance;
import io.registryauth.rules.Explanation;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AccessRequest;
import io.registryauth.spi.Decision;
import io.registryauth.spi.Identity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions why something is allowed or not. */
public final class Explain {
    private Explain() {}

    /**
     * Explains it by rules.
     *
     * @param users the users file; null where none was named
     */
    public static ExplainReport byRules(Question question, AccessFiles files, @Nullable Path users, Instant now) {
        Explanation explanation = Explanation.of(files.rules(), question.user(), question.target(), now);
        return new ExplainReport(
                question, explanation, files.rules().source().file(), notes(question, users, files.users()));
    }

    /**
     * Says what a policy that is no file decides.
     *
     * @param users the users file; null where none was named
     * @param names the users in it
     */
    public static ExplainReport byPolicy(
            Question question, AccessPolicy policy, @Nullable Path users, @Nullable List<String> names) {
        AccessRequest asked = question.target().accessRequest();
        Decision decision = decide(policy, question.user(), asked);
        Optional<AccessRequest> upload = question.target().withoutMount().map(RequestTarget::accessRequest);
        boolean declined = !decision.isAllowed()
                && upload.isPresent()
                && decide(policy, question.user(), upload.get()).isAllowed();
        String sentence = declined
                ? Allowance.sentence(question.user(), upload.get())
                : decision.isAllowed() ? Allowance.sentence(question.user(), asked) : decision.reason();
        Explanation explanation = new Explanation(
                decision.isAllowed() || declined, sentence, declined ? decision.reason() : null, List.of(), List.of());
        return new ExplainReport(question, explanation, null, notes(question, users, names));
    }

    private static Decision decide(AccessPolicy policy, @Nullable String user, AccessRequest request) {
        return user == null ? policy.decideAnonymous(request) : policy.decide(new Identity(user), request);
    }

    private static List<String> notes(Question question, @Nullable Path users, @Nullable List<String> names) {
        return users == null || names == null || question.user() == null || names.contains(question.user())
                ? List.of()
                : List.of("there is no user " + question.user() + " in " + users
                        + "; whoever logs in by that name is answered with 401");
    }
}
