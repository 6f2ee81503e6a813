package io.registryauth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;

import io.registryauth.reload.Watched;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads authenticate while the file is replaced again and again, each time with another password for every user.
 *
 * <p>Files are numbered, and so are passwords. Whoever has seen the passwords of one file in effect, on whichever thread,
 * never again sees those of an earlier one accepted, for any user; and a verdict carries the stamp of the hash that the
 * password belongs to.
 */
class ReloadUnderLoadTest {
    private static final int USERS = 50;
    private static final int FILES = 60;
    private static final int THREADS = 4;

    @TempDir
    Path folder;

    /** The latest file that anybody has seen in effect. */
    private final AtomicInteger seen = new AtomicInteger();

    private final AtomicBoolean over = new AtomicBoolean();

    private static String hash(int user, int number) {
        return "{SHA}" + Base64.encodeBase64String(DigestUtils.sha1(password(user, number)));
    }

    private static String password(int user, int number) {
        return "password " + number + " of " + user;
    }

    private Path write(String name, int number) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int user = 0; user < USERS; user++) {
            text.append("user")
                    .append(user)
                    .append(':')
                    .append(hash(user, number))
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void noRequestSeesAMixtureOrAnEarlierFile() throws Exception {
        Path file = write("users", 0);
        Watched<Htpasswd> watched = new Watched<>(file, new UsersFile(file, new HtpasswdLimits(true, 14, 5000)));
        HtpasswdAuthenticator users = new HtpasswdAuthenticator(watched::value, StoredHash::matches);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                clients.add(threads.submit(() -> logIn(users, random)));
            }
            for (int number = 1; number <= FILES; number++) {
                replace(file, number);
                watched.lookWell();
                awaitSeen(number, clients);
            }
            over.set(true);
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    /** In each of the ways in turn. */
    private void replace(Path file, int number) throws IOException {
        if (number % 2 == 0) {
            Files.move(write("next", number), file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            write("users", number);
        }
    }

    /** Lets the clients meet each file; ends at once when one of them has failed. */
    private void awaitSeen(int number, List<Future<Integer>> clients) throws Exception {
        while (seen.get() < number) {
            for (Future<Integer> client : clients) {
                if (client.isDone()) {
                    client.get();
                }
            }
            Thread.onSpinWait();
        }
    }

    /** How many logins were accepted. */
    private int logIn(HtpasswdAuthenticator users, SplittableRandom random) {
        int accepted = 0;
        while (!over.get()) {
            int user = random.nextInt(USERS);
            int before = seen.get();
            int number = Math.max(0, before + random.nextInt(-1, 2));
            Optional<Authentication> verdict =
                    users.authenticate(new Credentials("user" + user, password(user, number)));
            if (verdict.isPresent()) {
                accepted++;
                seen.accumulateAndGet(number, Math::max);
                assertThat(number).as("file of an accepted password").isGreaterThanOrEqualTo(before);
                assertThat(verdict.get().stamp())
                        .as("stamp")
                        .isEqualTo(DigestUtils.sha256Hex(hash(user, number)).substring(0, 32));
            }
        }
        return accepted;
    }
}
