package io.registryauth.login;

import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Users whose passwords can change, and a list of whom a verification was made for. A password is its own stamp here. */
class FakeUsers implements Authenticator {
    final Map<String, String> passwords = new ConcurrentHashMap<>();
    final List<String> verified = new CopyOnWriteArrayList<>();

    FakeUsers with(String user, String password) {
        passwords.put(user, password);
        return this;
    }

    @Override
    public Optional<Authentication> authenticate(Credentials credentials) throws AuthenticationException {
        verified.add(credentials.user());
        return stamp(credentials.user())
                .filter(credentials.password()::equals)
                .map(stamp -> new Authentication(new Identity(credentials.user()), stamp));
    }

    @Override
    public Optional<String> stamp(String user) {
        return Optional.ofNullable(passwords.get(user));
    }
}
