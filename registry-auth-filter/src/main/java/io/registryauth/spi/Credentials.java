package io.registryauth.spi;

/**
 * A user name and a password as a client sent them, not yet verified. Either may be any Unicode text, empty and control
 * characters included.
 *
 * <p>It lives as long as one decision: implementations of {@link Authenticator} must not keep it, nor its password.
 */
public final class Credentials {
    private final String user;
    private final String password;

    public Credentials(String user, String password) {
        this.user = user;
        this.password = password;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Names the user; the password never prints. */
    @Override
    public String toString() {
        return "Credentials[user=" + user + ", password=***]";
    }
}
