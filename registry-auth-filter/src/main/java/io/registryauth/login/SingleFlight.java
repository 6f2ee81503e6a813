package io.registryauth.login;

import io.registryauth.spi.AuthenticationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets requests that come at once with the same credentials share one verification. Thread-safe. */
final class SingleFlight {
    private final ConcurrentMap<SecretDigest, CompletableFuture<LoginOutcome>> flights = new ConcurrentHashMap<>();

    @FunctionalInterface
    interface Verification {
        LoginOutcome verify() throws AuthenticationException;
    }

    /**
     * Verifies, or takes the outcome of a verification that is under way.
     *
     * @param client who asks
     * @param permits in whose places to wait for that
     * @return busy where there was no place left to wait, or the wait took too long
     * @throws AuthenticationException what the verification threw, for everyone who shares it
     */
    LoginOutcome share(SecretDigest credentials, String client, Permits permits, Verification verification)
            throws AuthenticationException {
        CompletableFuture<LoginOutcome> own = new CompletableFuture<>();
        CompletableFuture<LoginOutcome> other = flights.putIfAbsent(credentials, own);
        if (other != null) {
            return permits.waitFor(client, nanos -> isDone(other, nanos)) ? outcome(other) : new LoginOutcome.Busy();
        }
        try {
            LoginOutcome outcome = verification.verify();
            own.complete(outcome);
            return outcome;
        } catch (Throwable e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(credentials, own);
        }
    }

    private static boolean isDone(CompletableFuture<?> future, long nanos) throws InterruptedException {
        try {
            future.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static LoginOutcome outcome(CompletableFuture<LoginOutcome> done) throws AuthenticationException {
        try {
            return done.getNow(new LoginOutcome.Busy());
        } catch (CompletionException e) {
            throw new AuthenticationException("the verification that this request shared failed", e);
        }
    }
}
