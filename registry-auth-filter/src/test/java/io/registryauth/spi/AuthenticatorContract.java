package io.registryauth.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Authenticator} must do. An implementation's test inherits it, and hands over an instance that can
 * tell whether credentials are genuine, with one user whom it knows.
 */
public abstract class AuthenticatorContract {
    private static final int THREADS = 8;
    private static final int ROUNDS = 4;

    /** The implementation under test; asked for once a test. */
    protected abstract Authenticator authenticator() throws Exception;

    /** Credentials that it finds genuine: a name of lower-case letters, and a password of 8 to 40 characters. */
    protected abstract Credentials genuine();

    @Test
    void genuineCredentialsAreAcceptedUnderTheirOwnName() throws Exception {
        Authentication verdict = authenticator().authenticate(genuine()).orElseThrow();

        assertEquals(new Identity(genuine().user()), verdict.identity());
    }

    @Test
    void theSameCredentialsAreAcceptedAgain() throws Exception {
        Authenticator authenticator = authenticator();

        assertEquals(authenticator.authenticate(genuine()), authenticator.authenticate(genuine()));
    }

    @Test
    void aVerdictCarriesTheStampThatTheUserHas() throws Exception {
        Authenticator authenticator = authenticator();
        String stamp = authenticator.authenticate(genuine()).orElseThrow().stamp();

        // A user without a stamp has verdicts that must not be remembered: there is nothing to compare.
        authenticator.stamp(genuine().user()).ifPresent(current -> assertEquals(current, stamp));
    }

    @Test
    void theStampStaysWhileNothingChanges() throws Exception {
        Authenticator authenticator = authenticator();

        assertEquals(
                authenticator.stamp(genuine().user()),
                authenticator.stamp(genuine().user()));
    }

    @Test
    void aVerdictDoesNotShowThePassword() throws Exception {
        String verdict = authenticator().authenticate(genuine()).orElseThrow().toString();

        assertFalse(verdict.contains(genuine().password()), "the password stands in the verdict");
    }

    @TestFactory
    Stream<DynamicTest> otherPasswordsAreRefused() throws Exception {
        Authenticator authenticator = authenticator();
        return otherPasswords(genuine().password())
                .map(password ->
                        refused(authenticator, new Credentials(genuine().user(), password)));
    }

    @TestFactory
    Stream<DynamicTest> unknownUsersAreRefusedAndHaveNoStamp() throws Exception {
        Authenticator authenticator = authenticator();
        return unknownUsers(genuine().user())
                .flatMap(user -> Stream.of(
                        refused(authenticator, new Credentials(user, genuine().password())),
                        DynamicTest.dynamicTest(
                                "no stamp for " + printable(user),
                                () -> assertEquals(Optional.empty(), authenticator.stamp(user)))));
    }

    @Test
    void manyThreadsGetTheAnswersThatOneGets() throws Exception {
        Authenticator authenticator = authenticator();
        Credentials wrong = new Credentials(genuine().user(), genuine().password() + "x");
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS * ROUNDS; i++) {
            calls.add(() -> authenticator.authenticate(genuine()).isPresent()
                    && authenticator.authenticate(wrong).isEmpty());
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                assertTrue(call.get(), "another answer than one thread got");
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Stream<String> otherPasswords(String password) {
        return Stream.of(
                "",
                " ",
                password + " ",
                " " + password,
                password + "x",
                password.substring(1),
                password.substring(0, password.length() - 1),
                password + "\0",
                password + "\0" + password,
                password + "\n",
                "\u001b" + password,
                password + "\u007f",
                password + "\ud800",
                password + "\u0308",
                password + "\ud83d\ude00",
                password + password.repeat(100),
                "p".repeat(100_000));
    }

    private static Stream<String> unknownUsers(String user) {
        return Stream.of(
                "",
                " ",
                ":",
                "#",
                user + "x",
                user + ":",
                user + " ",
                " " + user,
                user + "\0",
                user + "\n",
                user + "\ud800",
                user + "\ud83d\ude00",
                "u".repeat(100_000));
    }

    private static DynamicTest refused(Authenticator authenticator, Credentials credentials) {
        return DynamicTest.dynamicTest(
                "refused: " + printable(credentials.user()) + " with " + printable(credentials.password()),
                () -> assertEquals(Optional.empty(), authenticator.authenticate(credentials)));
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars().limit(20).forEach(c -> {
            if (c > ' ' && c < 0x7f) {
                printable.append((char) c);
            } else {
                printable.append(String.format("\\u%04x", c));
            }
        });
        return "\"" + printable + "\"" + (text.length() > 20 ? " and so on" : "");
    }
}
