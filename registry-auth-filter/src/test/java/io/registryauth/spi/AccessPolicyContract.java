package io.registryauth.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AccessPolicy} keeps to. Inherit it in the test of an implementation. */
public abstract class AccessPolicyContract {
    /** The policy under test; the same one on every call within a test. */
    protected abstract AccessPolicy policy();

    /** A user whom the policy allows {@link #allowedRequest()}. */
    protected abstract Identity allowedUser();

    /** A request that the policy allows {@link #allowedUser()}. */
    protected abstract AccessRequest allowedRequest();

    /** A user to whom the policy denies {@link #deniedRequest()}. */
    protected abstract Identity deniedUser();

    /** A request that the policy denies {@link #deniedUser()}. */
    protected abstract AccessRequest deniedRequest();

    @Test
    void allowsWhatItShould() {
        assertTrue(policy().decide(allowedUser(), allowedRequest()).isAllowed());
    }

    @Test
    void deniesWhatItShouldAndSaysWhy() {
        Decision decision = policy().decide(deniedUser(), deniedRequest());

        assertFalse(decision.isAllowed());
        assertFalse(decision.reason().isBlank());
        assertFalse(decision.reason().chars().anyMatch(Character::isISOControl), "a reason is one printable line");
    }

    @Test
    void deniesMethodsAndPathsThatNobodyKnows() {
        AccessRequest unheardOf =
                new AccessRequest("FROBNICATE", "/v2/_unheard/of", List.of(new Access(null, Action.UNKNOWN)));

        assertFalse(policy().decide(deniedUser(), unheardOf).isAllowed());
    }

    @Test
    void grantsNoRoleThatNobodyKnows() {
        assertFalse(policy().isInRole(allowedUser(), "a role that no policy has"));
    }

    @Test
    void decidesAlikeOnManyThreads() throws Exception {
        AccessPolicy policy = policy();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> decisions = IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(i -> i % 2 == 0
                            ? () -> policy.decide(allowedUser(), allowedRequest())
                                    .isAllowed()
                            : () -> !policy.decide(deniedUser(), deniedRequest())
                                    .isAllowed())
                    .toList();
            for (Future<Boolean> asExpected : threads.invokeAll(decisions)) {
                assertTrue(asExpected.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
