package io.registryauth.examples.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** An LDAP directory, asked over a pool of connections. Thread-safe. */
final class LdapDirectory implements AutoCloseable {
    /** How many connections there are at most. */
    static final int CONNECTIONS = 8;

    /** What directories answer to a bind that they understand and refuse; locked and disabled accounts are among it. */
    private static final Set<ResultCode> REFUSALS = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.UNWILLING_TO_PERFORM);

    /**
     * A user's entry.
     *
     * @param stamp another one when the entry is another one, or has changed
     */
    record User(String dn, String stamp) {}

    private final LdapSettings settings;
    private final LDAPConnectionPool pool;

    private LdapDirectory(LdapSettings settings, LDAPConnectionPool pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /**
     * Connects, and binds as who searches for users.
     *
     * @param trust whom an encrypted connection trusts
     * @throws LDAPException when the directory cannot be reached, or does not accept that account
     */
    static LdapDirectory connect(LdapSettings settings, SSLContext trust) throws LDAPException {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(timeout);
        options.setResponseTimeoutMillis(timeout);
        // By itself this client takes any trusted certificate, whosever it is.
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));

        SocketFactory sockets = settings.isEncrypted() ? trust.getSocketFactory() : SocketFactory.getDefault();
        LDAPConnectionPool pool = new LDAPConnectionPool(
                new SingleServerSet(settings.url().getHost(), settings.url().getPort(), sockets, options),
                new SimpleBindRequest(settings.bindDn(), settings.bindPassword()),
                1,
                CONNECTIONS);
        pool.setCreateIfNecessary(false);
        pool.setMaxWaitTimeMillis(timeout);
        // A connection that the directory has closed meanwhile must not fail a login.
        pool.setRetryFailedOperationsDueToInvalidConnections(true);
        return new LdapDirectory(settings, pool);
    }

    /**
     * Finds a user.
     *
     * @param name exactly as it stands in the directory, which itself takes no account of letter case and spaces
     * @throws LDAPException when it cannot be told, as where two entries have that name
     */
    Optional<User> find(String name) throws LDAPException {
        String attribute = settings.userAttribute();
        // A filter that is built, not written: whatever is in the name stands for itself.
        Filter filter = Filter.createEqualityFilter(attribute, name);
        SearchRequest request =
                new SearchRequest(settings.base(), SearchScope.SUB, filter, attribute, settings.stampAttribute());
        request.setSizeLimit(10);
        List<SearchResultEntry> entries = pool.search(request).getSearchEntries().stream()
                .filter(entry -> entry.hasAttribute(attribute)
                        && Arrays.asList(entry.getAttributeValues(attribute)).contains(name))
                .toList();
        if (entries.size() > 1) {
            throw new LDAPException(
                    ResultCode.LOCAL_ERROR,
                    "several entries are named so: " + entries.get(0).getDN() + " and "
                            + entries.get(1).getDN());
        }
        return entries.stream()
                .findFirst()
                .map(entry -> new User(
                        entry.getDN(), entry.getDN() + " " + entry.getAttributeValue(settings.stampAttribute())));
    }

    /**
     * Whether the directory accepts a password.
     *
     * @param password not empty: a bind without one succeeds as nobody's (RFC 4513, section 5.1.2)
     * @throws LDAPException when it cannot be told
     */
    boolean accepts(String dn, String password) throws LDAPException {
        try {
            pool.bindAndRevertAuthentication(new SimpleBindRequest(dn, password));
            return true;
        } catch (LDAPException e) {
            if (REFUSALS.contains(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    LdapSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        pool.close();
    }
}
