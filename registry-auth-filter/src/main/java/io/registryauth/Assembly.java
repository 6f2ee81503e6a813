package io.registryauth;

import io.registryauth.htpasswd.HtpasswdAuthenticator;
import io.registryauth.htpasswd.HtpasswdLimits;
import io.registryauth.login.Login;
import io.registryauth.login.LoginLimits;
import io.registryauth.login.ThrottleLimits;
import io.registryauth.registry.Challenge;
import io.registryauth.reload.Reloader;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Setting;
import io.registryauth.settings.Settings;
import io.registryauth.spi.AccessPolicy;
import io.registryauth.spi.Authenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what judges requests, and collects what is wrong.
 *
 * @param given the settings that somebody gave, also those whose text is no value
 * @param authenticator the application's own; null where the users come from a file
 * @param accessPolicy the application's own; null where writers and read methods decide
 */
record Assembly(
        Settings settings,
        Set<Setting<?>> given,
        @Nullable Authenticator authenticator,
        @Nullable AccessPolicy accessPolicy,
        Problems problems) {
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /**
     * Makes it, with the files read.
     *
     * @throws InvalidSettingsException with every problem
     */
    Judge judge(GuardedListener listener, Function<HttpServletRequest, String> clientAddress) {
        Reloader reloader = new Reloader();
        Optional<Authenticator> users = users(reloader);
        Optional<AccessPolicy> policy = new PolicyAssembly(settings, given, accessPolicy, problems, reloader).policy();
        problems.throwIfAny();
        return new Judge(
                new Challenge(settings.get(FilterSettings.REALM)),
                new Login(users.orElseThrow(), loginLimits(), throttleLimits()),
                policy.orElseThrow(),
                listener,
                clientAddress,
                settings.get(FilterSettings.KEEP_AUTHORIZATION),
                settings.get(FilterSettings.CONTAINER_IDENTITY),
                reloader);
    }

    private LoginLimits loginLimits() {
        int halfTheProcessors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new LoginLimits(
                settings.get(FilterSettings.CREDENTIALS_TTL),
                settings.get(FilterSettings.CREDENTIALS_MAX),
                settings.find(FilterSettings.HASHING_PERMITS).orElse(halfTheProcessors),
                settings.get(FilterSettings.HASHING_QUEUE),
                MAX_WAIT);
    }

    private ThrottleLimits throttleLimits() {
        return settings.get(FilterSettings.THROTTLE)
                ? new ThrottleLimits(
                        settings.get(FilterSettings.THROTTLE_FREE),
                        settings.get(FilterSettings.THROTTLE_MAX_DELAY),
                        settings.get(FilterSettings.THROTTLE_MAX))
                : ThrottleLimits.OFF;
    }

    private Optional<Authenticator> users(Reloader reloader) {
        Optional<Path> file = settings.find(FilterSettings.USERS);
        if (authenticator != null) {
            if (file.isPresent()) {
                problems.add("users: give a users file or an authenticator, not both");
            }
            ReplacedSettings.refuse(FilterSettings.HASH_LIMITS, given, "an authenticator of your own", problems);
            return Optional.of(authenticator);
        }
        if (file.isEmpty()) {
            if (settings.find(FilterSettings.CONTAINER_IDENTITY).orElse(false)) {
                return Optional.of(new NoUsers());
            }
            if (!given.contains(FilterSettings.USERS)) {
                problems.add("users: name the users file; htpasswd -B -c FILE NAME or the WAR's user add makes one");
            }
            return Optional.empty();
        }
        return load(file.get(), reloader);
    }

    private Optional<Authenticator> load(Path file, Reloader reloader) {
        HtpasswdLimits defaults = HtpasswdLimits.DEFAULTS;
        HtpasswdLimits limits = new HtpasswdLimits(
                settings.find(FilterSettings.WEAK_HASHES).orElse(defaults.allowWeak()),
                settings.find(FilterSettings.MAX_BCRYPT_COST).orElse(defaults.maxBcryptCost()),
                settings.find(FilterSettings.MAX_SHA_CRYPT_ROUNDS).orElse(defaults.maxShaCryptRounds()));
        return Reading.of(FilterSettings.USERS, () -> HtpasswdAuthenticator.load(file, limits, reloader), problems);
    }
}
