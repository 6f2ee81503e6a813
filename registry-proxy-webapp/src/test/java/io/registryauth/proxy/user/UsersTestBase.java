package io.registryauth.proxy.user;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.registryauth.htpasswd.HtpasswdHash;
import io.registryauth.htpasswd.HtpasswdLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A path at which there is nothing yet, the commands for it, and a person who types. */
abstract class UsersTestBase {
    static final HtpasswdLimits LIMITS = HtpasswdLimits.DEFAULTS;
    static final String SECRET = HtpasswdHash.bcrypt("secret", 4);
    static final int COST = 4;

    @TempDir
    Path folder;

    final TypingPerson person = new TypingPerson("new secret", "new secret");
    Path path;
    Users users;

    @BeforeEach
    void name() {
        path = folder.resolve("users.htpasswd");
        users = new Users(new UsersFile(path, Duration.ZERO, new Replacement()));
    }

    PasswordSource newPassword() {
        return PasswordSource.promptForNew(person);
    }

    static PasswordSource source(String password) {
        return name -> password.toCharArray();
    }

    Answer verify(String name, String password) throws CommandException {
        return users.verify(name, source(password), LIMITS);
    }

    static List<String> problems(ThrowingCallable call) {
        return catchThrowableOfType(CommandException.class, call).problems();
    }
}
