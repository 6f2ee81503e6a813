package io.registryauth.proxy.server;

import io.registryauth.proxy.RegistryProxy;
import io.registryauth.proxy.settings.ProxySettings;
import io.registryauth.settings.InvalidSettingsException;
import io.registryauth.settings.Problems;
import io.registryauth.settings.Settings;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command that runs the proxy as a server of its own. */
final class ServeCommand {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private ServeCommand() {}

    /**
     * Checks everything, and starts when all is well.
     *
     * @param problems what is known to be wrong already
     * @return the running server
     * @throws InvalidSettingsException with every problem; nothing was started then
     */
    static RunningServer start(Flags flags, CommandContext context, Problems problems) throws Exception {
        SettingSources sources = SettingSources.of(flags, context);
        Settings settings = sources.read(ProxySettings.TABLE, problems);
        Optional<RegistryProxy> proxy = RegistryProxy.of(settings, problems);
        Optional<Tls> tls = Tls.of(settings, problems);
        Optional<ServerSocketChannel> socket =
                settings.find(ProxySettings.LISTEN).flatMap(listen -> ListenSocket.bind(listen, problems));
        try {
            problems.throwIfAny();
            warn(sources);
            return RunningServer.start(settings, proxy.orElseThrow(), tls, socket.orElseThrow());
        } catch (Exception e) {
            if (socket.isPresent()) {
                socket.get().close();
            }
            throw e;
        }
    }

    private static void warn(SettingSources sources) {
        for (String problem : sources.ignored()) {
            log.atWarn().addKeyValue("problem", problem).log("setting-ignored");
        }
    }
}
