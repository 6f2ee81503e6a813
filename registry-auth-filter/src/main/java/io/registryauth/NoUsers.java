package io.registryauth;

import io.registryauth.spi.Authentication;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import java.util.Optional;

/** Has no users, where all of them come from the container. */
final class NoUsers implements Authenticator {
    @Override
    public Optional<Authentication> authenticate(Credentials credentials) {
        return Optional.empty();
    }

    @Override
    public Optional<String> stamp(String user) {
        return Optional.empty();
    }
}
