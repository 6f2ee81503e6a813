package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Problems;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/** Binds the server's socket before anything else starts, so that a port in use is found in time. */
final class ListenSocket {
    private static final int BACKLOG = 1024;

    /** From here on anybody may listen. */
    private static final int FREE_PORTS = 1024;

    private ListenSocket() {}

    /** Binds; notes why when it cannot. */
    static Optional<ServerSocketChannel> bind(InetSocketAddress listen, Problems problems) {
        String hostAndPort = text(listen);
        InetSocketAddress address = new InetSocketAddress(listen.getHostString(), listen.getPort());
        if (address.isUnresolved()) {
            problems.add(ProxySettings.LISTEN + ": there is no host " + listen.getHostString());
            return Optional.empty();
        }
        try {
            // Without a family, 0.0.0.0 would be every IPv6 address as well.
            ServerSocketChannel channel = address.getAddress() instanceof Inet4Address
                    ? ServerSocketChannel.open(StandardProtocolFamily.INET)
                    : ServerSocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return Optional.of(channel.bind(address, BACKLOG));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            problems.add(
                    ProxySettings.LISTEN + ": cannot listen on " + hostAndPort + ": " + reason(e, listen.getPort()));
            return Optional.empty();
        }
    }

    static String reason(IOException failure, int port) {
        String reason = String.valueOf(failure.getMessage());
        return port < FREE_PORTS && reason.startsWith("Permission denied")
                ? reason + "; ports below " + FREE_PORTS + " need root or the capability CAP_NET_BIND_SERVICE"
                : reason;
    }

    /** The way in which a person writes an address, such as {@code 127.0.0.1:8080} or {@code [::1]:8080}. */
    static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
