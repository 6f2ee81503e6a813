package io.registryauth.examples.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where users are.
 *
 * @param url {@code ldaps://host:port}; {@code ldap} as well on this machine
 * @param bindDn who searches for users: an account that may read the two attributes, and nothing else
 * @param base what they stand below
 * @param userAttribute what they are named by: {@code uid}, or {@code sAMAccountName} in Active Directory
 * @param stampAttribute what changes with a user's password: {@code modifyTimestamp}, or the more exact
 *     {@code pwdChangedTime} of OpenLDAP or {@code pwdLastSet} of Active Directory
 * @param timeout how long the directory may take to accept a connection, and to answer
 */
record LdapSettings(
        LDAPURL url,
        String bindDn,
        String bindPassword,
        String base,
        String userAttribute,
        String stampAttribute,
        Duration timeout) {
    private static final Set<String> NAMES =
            Set.of("url", "bind-dn", "bind-password", "base", "user-attribute", "stamp-attribute", "timeout-seconds");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    LdapSettings {
        if (!url.hostProvided()) {
            throw new IllegalArgumentException("url: " + url + " names no host");
        }
        if (!isEncrypted(url) && !LOOPBACK.contains(url.getHost())) {
            throw new IllegalArgumentException(
                    "url: " + url + " would carry passwords in the clear; use ldaps, or a directory on this machine");
        }
    }

    /** Reads a properties file, all of whose names are needed. */
    static LdapSettings load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Set<String> missing = new TreeSet<>(NAMES);
        missing.removeAll(properties.stringPropertyNames());
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(NAMES);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(file + ": missing " + missing + ", unknown " + unknown);
        }
        try {
            return new LdapSettings(
                    new LDAPURL(properties.getProperty("url")),
                    properties.getProperty("bind-dn"),
                    properties.getProperty("bind-password"),
                    properties.getProperty("base"),
                    properties.getProperty("user-attribute"),
                    properties.getProperty("stamp-attribute"),
                    Duration.ofSeconds(Long.parseLong(properties.getProperty("timeout-seconds"))));
        } catch (LDAPException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    boolean isEncrypted() {
        return isEncrypted(url);
    }

    private static boolean isEncrypted(LDAPURL url) {
        return url.getScheme().equals("ldaps");
    }

    /** The password never prints. */
    @Override
    public String toString() {
        return "LdapSettings[" + bindDn + " at " + url + "]";
    }
}
