package io.registryauth.examples.ldap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import io.registryauth.spi.Authentication;
import io.registryauth.spi.AuthenticationException;
import io.registryauth.spi.Authenticator;
import io.registryauth.spi.Credentials;
import io.registryauth.spi.Identity;
import java.util.Optional;
import java.util.UUID;

/**
 * The users of a directory: whoever it finds by the name and lets bind with the password. Thread-safe.
 *
 * <p>A user's stamp is what the directory said when it was asked last: the entry and its stamp attribute. It changes when the
 * user logs in with a new password, or is not found any more. Until then what is remembered holds, for as long as the
 * filter's {@code credentialsTtl} at most.
 */
final class LdapAuthenticator implements Authenticator {
    private static final int LONGEST = 1024;

    private final LdapDirectory directory;
    private final String decoy;
    private final Cache<String, String> stamps =
            Caffeine.newBuilder().maximumSize(10_000).build();

    LdapAuthenticator(LdapDirectory directory) {
        this.directory = directory;
        this.decoy =
                new RDN(directory.settings().userAttribute(), UUID.randomUUID().toString())
                        + ","
                        + directory.settings().base();
    }

    @Override
    public Optional<Authentication> authenticate(Credentials credentials) throws AuthenticationException {
        String user = credentials.user();
        String password = credentials.password();
        if (user.isEmpty() || user.length() > LONGEST || password.isEmpty() || password.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Optional<LdapDirectory.User> found = directory.find(user);
            // A name that nobody has takes a bind as well, or the time would tell which names there are.
            boolean accepted =
                    directory.accepts(found.map(LdapDirectory.User::dn).orElse(decoy), password);
            if (found.isEmpty()) {
                stamps.invalidate(user);
            }
            if (found.isEmpty() || !accepted) {
                return Optional.empty();
            }
            String stamp = found.get().stamp();
            stamps.put(user, stamp);
            return Optional.of(new Authentication(new Identity(user), stamp));
        } catch (LDAPException e) {
            throw new AuthenticationException(directory.settings().url() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> stamp(String user) {
        return Optional.ofNullable(stamps.getIfPresent(user));
    }
}
