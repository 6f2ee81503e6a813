package io.registryauth.proxy.server;

import io.registryauth.proxy.origin.Origin;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Settings;
import java.net.InetAddress;

/** Tells whether passwords travel in the clear: HTTP Basic sends them with every request. */
final class ClearText {
    private ClearText() {}

    /**
     * Whether clients beyond this machine can send their passwords unencrypted, as far as the settings tell: it listens
     * beyond loopback, has no TLS of its own, and names no TLS terminator in front of it. An https public URL says that
     * there is one, as trusted proxies do.
     */
    static boolean isLikely(InetAddress listening, boolean tls, Settings settings) {
        boolean terminator = settings.find(ProxySettings.TRUSTED_PROXIES).isPresent()
                || settings.find(ProxySettings.PUBLIC_URL)
                        .filter(Origin::secure)
                        .isPresent();
        return !listening.isLoopbackAddress() && !tls && !terminator;
    }
}
