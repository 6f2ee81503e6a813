package io.registryauth.examples.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;

/** A directory in memory, on a port of 127.0.0.1 and with the entries of a file, to try the example with. */
public final class ExampleDirectory {
    private ExampleDirectory() {}

    public static void main(String[] arguments) throws LDAPException {
        if (arguments.length != 2) {
            System.err.println("Usage: directory.sh PORT");
            System.exit(2);
        }
        int port = Integer.parseInt(arguments[0]);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), port, null));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.importFromLDIF(true, arguments[1]);
        server.startListening();
        System.out.println("Listening on 127.0.0.1:" + port);
    }
}
