package io.registryauth;

import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.AuthListener;
import io.registryauth.spi.Authenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link RegistryAuthFilter} in code. Nothing is checked before {@link #build()}, which reports every problem
 * at once. Not thread-safe; each call of {@code build} makes a new filter.
 */
public final class RegistryAuthFilterBuilder {
    private final Map<Setting<?>, String> texts = new HashMap<>();
    private @Nullable Authenticator authenticator;
    private @Nullable AccessPolicy accessPolicy;
    private AuthListener listener = AuthListener.NONE;
    private Function<HttpServletRequest, String> clientAddress = HttpServletRequest::getRemoteAddr;

    RegistryAuthFilterBuilder() {}

    /** The users and their password hashes: a file in the format of Apache's htpasswd. */
    public RegistryAuthFilterBuilder htpasswd(Path file) {
        return set(FilterSettings.USERS, file.toString());
    }

    /** Whether users with {SHA}, {SSHA} or DES crypt hashes may log in; by default they may not. */
    public RegistryAuthFilterBuilder weakHashes(boolean allowed) {
        return set(FilterSettings.WEAK_HASHES, allowed ? "allow" : "refuse");
    }

    /** The highest bcrypt cost that a user's hash may have, from 4 to 30; 14 by default. */
    public RegistryAuthFilterBuilder maxBcryptCost(int cost) {
        return set(FilterSettings.MAX_BCRYPT_COST, Integer.toString(cost));
    }

    /** The most rounds that a user's sha-crypt hash may have, from 1,000 to 999,999,999; 1,000,000 by default. */
    public RegistryAuthFilterBuilder maxShaCryptRounds(int rounds) {
        return set(FilterSettings.MAX_SHA_CRYPT_ROUNDS, Integer.toString(rounds));
    }

    /** Who may do everything: user names, or prefixes of names that end in {@code *}; none has a comma. Case-sensitive. */
    public RegistryAuthFilterBuilder writers(String... patterns) {
        return set(FilterSettings.WRITERS, String.join(",", patterns));
    }

    /** The HTTP methods that every authenticated user may use, in upper case; GET and HEAD by default. */
    public RegistryAuthFilterBuilder readMethods(String... methods) {
        return set(FilterSettings.READ_METHODS, String.join(",", methods));
    }

    /** Who may do what to which repository: a file of rules, in place of writers and read methods. */
    public RegistryAuthFilterBuilder rules(Path file) {
        return set(FilterSettings.RULES, file.toString());
    }

    /** More groups for the rules: a file in the format of Apache's group file. */
    public RegistryAuthFilterBuilder groups(Path file) {
        return set(FilterSettings.GROUPS, file.toString());
    }

    /** Rules to try: requests on which they differ from what is in effect are logged and counted, and nothing else. */
    public RegistryAuthFilterBuilder shadowRules(Path file) {
        return set(FilterSettings.SHADOW_RULES, file.toString());
    }

    /** The name that clients show when they ask for a password. */
    public RegistryAuthFilterBuilder realm(String realm) {
        return set(FilterSettings.REALM, realm);
    }

    /** Whether the application behind the filter sees the {@code Authorization} header; by default it does not. */
    public RegistryAuthFilterBuilder keepAuthorization(boolean keep) {
        return set(FilterSettings.KEEP_AUTHORIZATION, keep ? "on" : "off");
    }

    /**
     * Whether a request that has a principal already, from the container or from a filter in front, is that user's without a
     * login here; by default it is not. The users file may be left out then.
     */
    public RegistryAuthFilterBuilder containerIdentity(boolean trusted) {
        return set(FilterSettings.CONTAINER_IDENTITY, trusted ? "on" : "off");
    }

    /**
     * How long verified credentials are remembered, so that they need not be verified again: 5 minutes by default, a year at
     * most, and with zero none are. What is remembered ends at once when the user's {@linkplain Authenticator#stamp stamp}
     * changes.
     */
    public RegistryAuthFilterBuilder credentialsTtl(Duration ttl) {
        return set(FilterSettings.CREDENTIALS_TTL, time(ttl));
    }

    /** How many verified credentials are remembered at most; 10,000 by default. */
    public RegistryAuthFilterBuilder credentialsMax(int count) {
        return set(FilterSettings.CREDENTIALS_MAX, Integer.toString(count));
    }

    /** How many credentials may be verified at once; by default half as many as there are processors, but at least one. */
    public RegistryAuthFilterBuilder hashingPermits(int count) {
        return set(FilterSettings.HASHING_PERMITS, Integer.toString(count));
    }

    /** How many requests may wait for that, for 5 seconds each; 32 by default. Others are answered with 503. */
    public RegistryAuthFilterBuilder hashingQueue(int count) {
        return set(FilterSettings.HASHING_QUEUE, Integer.toString(count));
    }

    /** Whether a client address that sends wrong credentials for a user has to wait between them; by default it has. */
    public RegistryAuthFilterBuilder throttle(boolean on) {
        return set(FilterSettings.THROTTLE, on ? "on" : "off");
    }

    /** How many distinct wrong credentials it may send before that; 5 by default. */
    public RegistryAuthFilterBuilder throttleFree(int count) {
        return set(FilterSettings.THROTTLE_FREE, Integer.toString(count));
    }

    /** The longest wait: 60 seconds by default, a year at most. */
    public RegistryAuthFilterBuilder throttleMaxDelay(Duration delay) {
        return set(FilterSettings.THROTTLE_MAX_DELAY, time(delay));
    }

    /** How many pairs of client address and user are remembered at most; 10,000 by default. */
    public RegistryAuthFilterBuilder throttleMax(int count) {
        return set(FilterSettings.THROTTLE_MAX, Integer.toString(count));
    }

    /**
     * Tells the address of a request's client; by default {@code getRemoteAddr}, which behind a proxy is the proxy's own
     * unless the container is told otherwise. The function is thread-safe and never answers null; what it throws leaves the
     * filter.
     */
    public RegistryAuthFilterBuilder clientAddress(Function<HttpServletRequest, String> clientAddress) {
        this.clientAddress = clientAddress;
        return this;
    }

    /** Another source of users, in place of a users file and the limits on its hashes. */
    public RegistryAuthFilterBuilder authenticator(Authenticator authenticator) {
        this.authenticator = authenticator;
        return this;
    }

    /** Another answer to who may do what, in place of writers and read methods, and of rules. */
    public RegistryAuthFilterBuilder accessPolicy(AccessPolicy accessPolicy) {
        this.accessPolicy = accessPolicy;
        return this;
    }

    /** Who is told of each decision. */
    public RegistryAuthFilterBuilder listener(AuthListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Makes the filter, with the users file read. Its changes are followed from the filter's {@code init} to its
     * {@code destroy}, which the container calls.
     *
     * @throws InvalidSettingsException with every problem of the configuration, a missing, unreadable or malformed users
     *     file among them
     */
    public RegistryAuthFilter build() {
        return new RegistryAuthFilter(buildJudge(new Problems()));
    }

    /**
     * Takes each setting of the filter for which there is a text, as init-params or a file of properties may hold them.
     *
     * @param texts answers the text of a setting, by its name such as {@code credentials-ttl}; null where there is none
     */
    public RegistryAuthFilterBuilder settings(Function<String, @Nullable String> texts) {
        for (Setting<?> setting : FilterSettings.TABLE) {
            String text = texts.apply(setting.name());
            if (text != null) {
                set(setting, text);
            }
        }
        return this;
    }

    /** In milliseconds, unless there may be too many to count. */
    private static String time(Duration time) {
        return time.compareTo(Duration.ofDays(366)) > 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    private RegistryAuthFilterBuilder set(Setting<?> setting, String text) {
        texts.put(setting, text);
        return this;
    }

    /**
     * Makes what the filter needs.
     *
     * @param problems what is known to be wrong already, which is reported with the rest
     * @throws InvalidSettingsException with every problem
     */
    Judge buildJudge(Problems problems) {
        Settings settings = Settings.read(FilterSettings.TABLE, List.of(texts::get), problems);
        return new Assembly(settings, Set.copyOf(texts.keySet()), authenticator, accessPolicy, problems)
                .judge(new GuardedListener(listener), clientAddress);
    }
}
