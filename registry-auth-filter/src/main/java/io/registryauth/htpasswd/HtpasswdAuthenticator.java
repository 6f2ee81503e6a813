package io.registryauth.htpasswd;

import io.registryauth.spi.Authentication;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The users of an Apache htpasswd file. Thread-safe.
 *
 * <p>Whatever the reason for a refusal, it takes the work of verifying a password: unknown users, and those whose hash is
 * not accepted, are verified against another hash of the file. A password with a control character, which RFC 7617 does
 * not allow, or one of more than 1024 characters is never genuine.
 */
public final class HtpasswdAuthenticator implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(HtpasswdAuthenticator.class);

    /** One key for the process, so that an unknown name keeps its decoy when the file is loaded again. */
    private static final NameHash NAME_HASH = NameHash.random();

    private final Htpasswd users;
    private final NameHash nameHash;
    private final BiPredicate<StoredHash, String> verifier;

    /** Verifies with another function than {@link StoredHash#matches(String)}, such as one that counts. */
    HtpasswdAuthenticator(Htpasswd users, NameHash nameHash, BiPredicate<StoredHash, String> verifier) {
        this.users = users;
        this.nameHash = nameHash;
        this.verifier = verifier;
    }

    /**
     * Reads a users file, and logs which of its users have weak or unacceptable hashes.
     *
     * @throws IOException when the file cannot be read; the message names it and says why
     * @throws HtpasswdException when it is not a valid htpasswd file
     */
    public static HtpasswdAuthenticator load(Path file, HtpasswdLimits limits) throws IOException, HtpasswdException {
        byte[] content = UsersFile.read(file);
        Htpasswd users = HtpasswdParser.parse(String.valueOf(file.getFileName()), content, limits);
        log(file, users);
        return new HtpasswdAuthenticator(users, NAME_HASH, StoredHash::matches);
    }

    /**
     * Takes the content of a users file, and logs nothing.
     *
     * @param file what messages call it
     * @throws HtpasswdException when it is not a valid htpasswd file
     */
    public static HtpasswdAuthenticator parse(String file, byte[] content, HtpasswdLimits limits)
            throws HtpasswdException {
        return new HtpasswdAuthenticator(HtpasswdParser.parse(file, content, limits), NAME_HASH, StoredHash::matches);
    }

    private static void log(Path file, Htpasswd users) {
        users.remarks().forEach((remark, names) -> log.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("names", names)
                .addKeyValue("advice", remark.advice())
                .log(remark.event()));
        log.atLevel(users.size() == 0 ? Level.WARN : Level.INFO)
                .addKeyValue("file", file)
                .addKeyValue("users", users.size())
                .log("users-loaded");
    }

    @Override
    public Optional<Authentication> authenticate(Credentials credentials) {
        // The decoy is looked up for known users too: they take the same path.
        StoredHash decoy = users.decoys().at(nameHash.of(credentials.user()));
        StoredHash stored = users.find(credentials.user());
        StoredHash verified = stored == null ? decoy : stored;
        if (verified == null) {
            return Optional.empty(); // nobody can log in, so there is no user to tell from another
        }
        boolean matches = verifier.test(verified, Passwords.bounded(credentials.password()));
        if (!matches || stored == null || !Passwords.isAllowed(credentials.password())) {
            return Optional.empty();
        }
        return Optional.of(new Authentication(new Identity(credentials.user()), stored.stamp()));
    }

    @Override
    public Optional<String> stamp(String user) {
        return Optional.ofNullable(users.find(user)).map(StoredHash::stamp);
    }
}
