package io.registryauth.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the filter. Their names are its init-params. */
public final class FilterSettings {
    public static final Setting<Path> USERS = new Setting<>(
            "users",
            "FILE",
            null,
            Parsers.path(),
            "The users and their password hashes, in the format of Apache's htpasswd. Required to serve.");

    public static final Setting<List<String>> WRITERS = new Setting<>(
            "writers",
            "NAME,…",
            "admin,admin-*",
            Parsers.list(FilterSettings::userPattern),
            "Who may do everything: user names, or prefixes ending in *. Case-sensitive.");

    public static final Setting<List<String>> READ_METHODS = new Setting<>(
            "read-methods",
            "METHOD,…",
            "GET,HEAD",
            Parsers.list(FilterSettings::method),
            "The HTTP methods that every authenticated user may use.");

    public static final Setting<Path> RULES = new Setting<>(
            "rules",
            "FILE",
            null,
            Parsers.path(),
            "Who may do what to which repository, as a file of rules says it, in place of writers and read-methods.");

    public static final Setting<Path> GROUPS = new Setting<>(
            "groups",
            "FILE",
            null,
            Parsers.path(),
            "More groups for the rules, in the format of Apache's group file: lines of NAME: USER USER…");

    public static final Setting<Path> SHADOW_RULES = new Setting<>(
            "shadow-rules",
            "FILE",
            null,
            Parsers.path(),
            "Rules to try: requests on which they differ from those in effect are logged and counted, and nothing else.");

    public static final Setting<String> REALM = new Setting<>(
            "realm", "TEXT", "Registry", Parsers.line(), "The name that clients show when they ask for a password.");

    public static final Setting<Boolean> WEAK_HASHES = new Setting<>(
            "weak-hashes",
            "allow|refuse",
            "refuse",
            Parsers.choice("allow", "refuse"),
            "Whether users with {SHA}, {SSHA} or DES crypt hashes may log in.");

    public static final Setting<Integer> MAX_BCRYPT_COST = new Setting<>(
            "max-bcrypt-cost",
            "N",
            "14",
            Parsers.wholeNumber(4, 30),
            "Users whose bcrypt hash costs more are refused: each login would cost that much.");

    public static final Setting<Integer> MAX_SHA_CRYPT_ROUNDS = new Setting<>(
            "max-sha-crypt-rounds",
            "N",
            "1000000",
            Parsers.wholeNumber(1000, 999_999_999),
            "Users whose sha-crypt hash has more rounds are refused.");

    public static final Setting<Boolean> KEEP_AUTHORIZATION = new Setting<>(
            "keep-authorization",
            "on|off",
            "off",
            Parsers.choice("on", "off"),
            "Whether the application behind the filter sees the Authorization header, and so the password.");

    public static final Setting<Boolean> CONTAINER_IDENTITY = new Setting<>(
            "container-identity",
            "on|off",
            "off",
            Parsers.choice("on", "off"),
            "Whether a request that the container or a filter in front has authenticated is that user's, without a login"
                    + " here. The users file may be left out then.");

    public static final Setting<Duration> CREDENTIALS_TTL = new Setting<>(
            "credentials-ttl",
            "TIME",
            "5m",
            Parsers.durationOrZero(),
            "How long verified credentials are remembered, so that they need not be hashed again; 0 remembers none. A change"
                    + " of the user's password counts at once.");

    public static final Setting<Integer> CREDENTIALS_MAX = new Setting<>(
            "credentials-max",
            "N",
            "10000",
            Parsers.wholeNumber(1, 10_000_000),
            "How many verified credentials are remembered at most.");

    public static final Setting<Integer> HASHING_PERMITS = new Setting<>(
            "hashing-permits",
            "N",
            null,
            Parsers.wholeNumber(1, 1024),
            "How many passwords may be hashed at once. By default half as many as there are processors, but at least one.");

    public static final Setting<Integer> HASHING_QUEUE = new Setting<>(
            "hashing-queue",
            "N",
            "32",
            Parsers.wholeNumber(0, 10_000),
            "How many requests may wait for that, each for 5s at most, and half of them from one client address;"
                    + " others are answered with 503.");

    public static final Setting<Boolean> THROTTLE = new Setting<>(
            "throttle",
            "on|off",
            "on",
            Parsers.choice("on", "off"),
            "Whether a client address that sends wrong passwords for a user has to wait between them (429).");

    public static final Setting<Integer> THROTTLE_FREE = new Setting<>(
            "throttle-free",
            "N",
            "5",
            Parsers.wholeNumber(0, 1000),
            "How many different wrong passwords it may send before that.");

    public static final Setting<Duration> THROTTLE_MAX_DELAY = new Setting<>(
            "throttle-max-delay",
            "TIME",
            "60s",
            Parsers.duration(),
            "The longest wait. The first is one second; each further wrong password doubles it.");

    public static final Setting<Integer> THROTTLE_MAX = new Setting<>(
            "throttle-max",
            "N",
            "10000",
            Parsers.wholeNumber(1, 10_000_000),
            "How many pairs of client address and user are remembered at most.");

    /** All of them, in the order in which a person reads them. */
    public static final List<Setting<?>> TABLE = List.of(
            USERS,
            WRITERS,
            READ_METHODS,
            RULES,
            GROUPS,
            SHADOW_RULES,
            REALM,
            WEAK_HASHES,
            MAX_BCRYPT_COST,
            MAX_SHA_CRYPT_ROUNDS,
            CREDENTIALS_TTL,
            CREDENTIALS_MAX,
            HASHING_PERMITS,
            HASHING_QUEUE,
            THROTTLE,
            THROTTLE_FREE,
            THROTTLE_MAX_DELAY,
            THROTTLE_MAX,
            KEEP_AUTHORIZATION,
            CONTAINER_IDENTITY);

    /** Those that concern an application around the filter, and do not apply to the proxy. */
    public static final List<Setting<?>> OF_APPLICATIONS = List.of(KEEP_AUTHORIZATION, CONTAINER_IDENTITY);

    /** Those that decide who may do what where there are no rules. */
    public static final List<Setting<?>> WITHOUT_RULES = List.of(WRITERS, READ_METHODS);

    /** Those that decide whether a hash of the users file is accepted. */
    public static final List<Setting<?>> HASH_LIMITS = List.of(WEAK_HASHES, MAX_BCRYPT_COST, MAX_SHA_CRYPT_ROUNDS);

    private FilterSettings() {}

    private static String userPattern(String text) {
        int star = text.indexOf('*');
        if (star >= 0 && star < text.length() - 1) {
            throw new IllegalArgumentException("has a * that is not at the end of a name");
        }
        if (text.indexOf(':') >= 0 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("has a character that no user name has");
        }
        return text;
    }

    private static String method(String text) {
        if (!text.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("is not a list of methods in upper-case letters, such as GET,HEAD");
        }
        return text;
    }
}
