package io.registryauth.proxy.settings;

import io.registryauth.proxy.origin.BaseUrl;
import io.registryauth.proxy.origin.Origin;
import io.registryauth.proxy.origin.TrustedProxies;
import io.registryauth.settings.FilterSettings;
import io.registryauth.settings.Parsers;
import io.registryauth.settings.Setting;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of the proxy: those of the filter, its own, and those of the server that {@code java -jar} starts. Flags,
 * {@code regauth.*} names, environment variables and the help are all made of this table.
 */
public final class ProxySettings {
    public static final Setting<BaseUrl> UPSTREAM = new Setting<>(
            "upstream",
            "URL",
            "http://127.0.0.1:5000",
            BaseUrl::parse,
            "The registry: http or https, a host, and a port and a base path if need be.");

    public static final Setting<Path> UPSTREAM_CA = new Setting<>(
            "upstream-ca",
            "PEM",
            null,
            Parsers.path(),
            "The CA certificates to trust for an https upstream, instead of the system's.");

    public static final Setting<Path> UPSTREAM_CREDENTIALS = new Setting<>(
            "upstream-credentials",
            "FILE",
            null,
            Parsers.path(),
            "A file with one line, user:password, which the proxy sends to the upstream by HTTP Basic.");

    public static final Setting<Integer> UPSTREAM_CONNECTIONS = new Setting<>(
            "upstream-connections",
            "N",
            "2048",
            Parsers.wholeNumber(1, 65_536),
            "How many requests may be with the upstream at once, each on a connection of its own. A slow transfer holds"
                    + " 64 KiB outside of the heap, and the registry may have a limit of open files. Others wait for"
                    + " 30s at most.");

    public static final Setting<Duration> UPSTREAM_CONNECT_TIMEOUT = new Setting<>(
            "upstream-connect-timeout",
            "TIME",
            "10s",
            Parsers.duration(),
            "How long to try to connect to the upstream. A time is a number with ms, s, m or h.");

    public static final Setting<Duration> UPSTREAM_IDLE_TIMEOUT = new Setting<>(
            "upstream-idle-timeout",
            "TIME",
            "15m",
            Parsers.duration(),
            "How long a request may wait for the upstream while nothing moves. A transfer as a whole may take as long as it needs.");

    public static final Setting<Origin> PUBLIC_URL = new Setting<>(
            "public-url",
            "URL",
            null,
            ProxyParsers::publicUrl,
            "The scheme, host and port under which clients reach the proxy, where they differ from what it sees itself.");

    public static final Setting<TrustedProxies> TRUSTED_PROXIES = new Setting<>(
            "trusted-proxies",
            "ADDRESS,…",
            null,
            ProxyParsers::trustedProxies,
            "Addresses and CIDR blocks of the TLS terminators in front, whose X-Forwarded headers are believed.");

    public static final Setting<Boolean> ACCESS_LOG =
            new Setting<>("access-log", "on|off", "on", Parsers.choice("on", "off"), "Whether each request is logged.");

    public static final Setting<InetSocketAddress> LISTEN = new Setting<>(
            "listen",
            "HOST:PORT",
            "127.0.0.1:8080",
            ProxyParsers::listen,
            "Where to listen: 0.0.0.0:PORT is every IPv4 address, [::]:PORT every address.");

    public static final Setting<Path> TLS_CERT = new Setting<>(
            "tls-cert",
            "PEM",
            null,
            Parsers.path(),
            "The server's certificate and those that issued it. With tls-key it switches TLS on. Renewed files are served"
                    + " without a restart.");

    public static final Setting<Path> TLS_KEY =
            new Setting<>("tls-key", "PEM", null, Parsers.path(), "The private key of tls-cert, not encrypted.");

    public static final Setting<Duration> CLIENT_IDLE_TIMEOUT = new Setting<>(
            "client-idle-timeout",
            "TIME",
            "2m",
            Parsers.duration(),
            "How long a client's connection may stay open while nothing moves and the upstream is not at work.");

    public static final Setting<Duration> STOP_TIMEOUT = new Setting<>(
            "stop-timeout",
            "TIME",
            "25s",
            Parsers.duration(),
            "How long running transfers may take to finish after SIGTERM.");

    /** What says where the registry is, and how to speak to it. */
    public static final List<Setting<?>> OF_UPSTREAM = List.of(
            UPSTREAM,
            UPSTREAM_CA,
            UPSTREAM_CREDENTIALS,
            UPSTREAM_CONNECTIONS,
            UPSTREAM_CONNECT_TIMEOUT,
            UPSTREAM_IDLE_TIMEOUT);

    /** What applies wherever the proxy runs. */
    public static final List<Setting<?>> EVERYWHERE = Stream.concat(
                    FilterSettings.TABLE.stream().filter(setting -> !FilterSettings.OF_APPLICATIONS.contains(setting)),
                    Stream.concat(OF_UPSTREAM.stream(), Stream.of(PUBLIC_URL, TRUSTED_PROXIES, ACCESS_LOG)))
            .toList();

    /** What the server of {@code java -jar} takes; in a container these are the container's business. */
    public static final List<Setting<?>> STANDALONE =
            List.of(LISTEN, TLS_CERT, TLS_KEY, CLIENT_IDLE_TIMEOUT, STOP_TIMEOUT);

    /** All of them, in the order in which a person reads them. */
    public static final List<Setting<?>> TABLE =
            Stream.concat(EVERYWHERE.stream(), STANDALONE.stream()).toList();

    private ProxySettings() {}
}
