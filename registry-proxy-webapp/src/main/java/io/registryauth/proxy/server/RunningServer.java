package io.registryauth.proxy.server;

import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.Settings;
import jakarta.servlet.ServletContextListener;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that accepts requests until it is closed. */
final class RunningServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);
    private static final Duration RENEWAL_LOOKS = Duration.ofSeconds(5);

    private final Server server;
    private final InetSocketAddress address;
    private final ScheduledExecutorService renewal;

    private RunningServer(Server server, InetSocketAddress address, ScheduledExecutorService renewal) {
        this.server = server;
        this.address = address;
        this.renewal = renewal;
    }

    /** Starts; from here on, the server closes the socket. */
    static RunningServer start(
            Settings settings, ServletContextListener webapp, Optional<Tls> tls, ServerSocketChannel socket)
            throws Exception {
        InetSocketAddress address = (InetSocketAddress) socket.getLocalAddress();
        SslContextFactory.@Nullable Server context =
                tls.isPresent() ? JettyServer.tls(tls.get().identity()) : null;
        Server server = JettyServer.of(settings, socket, context, webapp);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(RunningServer::daemon);
        if (tls.isPresent() && context != null) {
            TlsRenewal looks =
                    new TlsRenewal(tls.get().files(), tls.get().content(), identity -> change(context, identity));
            long seconds = RENEWAL_LOOKS.toSeconds();
            ScheduledFuture<?> unused = renewal.scheduleWithFixedDelay(looks, seconds, seconds, TimeUnit.SECONDS);
        }
        logStart(settings, address, tls.isPresent());
        return new RunningServer(server, address, renewal);
    }

    InetSocketAddress address() {
        return address;
    }

    /** Takes no more requests, lets those that run finish within the stop time-out, and ends. */
    @Override
    public void close() {
        long begin = System.nanoTime();
        log.atInfo().addKeyValue("timeout-ms", server.getStopTimeout()).log("stopping");
        renewal.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            log.atError().setCause(e).log("stop-failed");
        }
        log.atInfo()
                .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
                .log("stop");
    }

    private static void logStart(Settings settings, InetSocketAddress address, boolean tls) {
        log.atInfo()
                .addKeyValue("version", Version.current())
                .addKeyValue("listen", (tls ? "https://" : "http://") + ListenSocket.text(address))
                .addKeyValue("upstream", settings.get(ProxySettings.UPSTREAM))
                .addKeyValue("ms", sinceStartOfProcess())
                .log("start");
        if (ClearText.isLikely(address.getAddress(), tls, settings)) {
            log.atWarn()
                    .addKeyValue("listen", ListenSocket.text(address))
                    .addKeyValue("advice", "set tls-cert and tls-key, or trusted-proxies where TLS ends in front")
                    .log("passwords-in-the-clear");
        }
    }

    private static long sinceStartOfProcess() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static void change(SslContextFactory.Server context, TlsIdentity identity) {
        try {
            var store = identity.toKeyStore();
            context.reload(factory -> factory.setKeyStore(store));
        } catch (Exception e) {
            throw new IllegalStateException("cannot change to " + identity, e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tls-renewal");
        thread.setDaemon(true);
        return thread;
    }
}
