package io.registryauth.examples.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A real directory in memory, with the entries of directory.ldif, which notes who binds. */
final class TestDirectory implements AutoCloseable {
    private static final String REGISTRY = "cn=registry,dc=example,dc=org";
    private static final String PEOPLE = "ou=people,dc=example,dc=org";

    private final List<String> binds = new CopyOnWriteArrayList<>();
    private final InMemoryDirectoryServer server;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private TestDirectory(@Nullable SSLContext tls) throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        InetAddress loopback = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(
                tls == null
                        ? InMemoryListenerConfig.createLDAPConfig("ldap", loopback, 0, null)
                        : InMemoryListenerConfig.createLDAPSConfig(
                                "ldaps", loopback, 0, tls.getServerSocketFactory(), null));
        config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
            @Override
            public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
                String dn = request.getRequest().getBindDN();
                if (!dn.equals(REGISTRY)) {
                    binds.add(dn);
                    awaitGate();
                }
            }
        });
        server = new InMemoryDirectoryServer(config);
        server.importFromLDIF(true, "directory.ldif");
        server.startListening();
    }

    static TestDirectory start() throws LDAPException {
        return new TestDirectory(null);
    }

    /** Starts one that speaks TLS alone. */
    static TestDirectory start(SSLContext tls) throws LDAPException {
        return new TestDirectory(tls);
    }

    /** What to reach it with, by an address such as {@code ldap://127.0.0.1}. */
    LdapSettings settings(String address, Duration timeout) throws LDAPException {
        return new LdapSettings(
                new LDAPURL(address + ":" + server.getListenPort()),
                REGISTRY,
                "searches for users",
                PEOPLE,
                "uid",
                "modifyTimestamp",
                timeout);
    }

    int port() {
        return server.getListenPort();
    }

    /** The names of all that have tried to bind, but for who searches for users. */
    List<String> binds() {
        return binds;
    }

    void setPassword(String user, String password) throws LDAPException {
        server.modify(dn(user), new Modification(ModificationType.REPLACE, "userPassword", password));
    }

    void delete(String user) throws LDAPException {
        server.delete(dn(user));
    }

    /** Adds a user of a name that another one has, in another place. */
    void addAgain(String user) throws Exception {
        server.add("dn: ou=others," + PEOPLE, "objectClass: organizationalUnit", "ou: others");
        server.add(
                "dn: uid=" + user + ",ou=others," + PEOPLE,
                "objectClass: inetOrgPerson",
                "uid: " + user,
                "cn: other",
                "sn: other",
                "userPassword: other");
    }

    /** From now on it does not answer who binds. */
    void fallSilent() {
        gate = new CountDownLatch(1);
    }

    void stop() {
        server.shutDown(true);
    }

    /** Listens again, where it did before. */
    void startAgain() throws LDAPException {
        server.startListening();
    }

    static String dn(String user) {
        return "uid=" + user + "," + PEOPLE;
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.shutDown(true);
    }
}
