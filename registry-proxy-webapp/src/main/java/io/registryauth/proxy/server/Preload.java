package io.registryauth.proxy.server;

import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/**
 * Has the classes of the server loaded on a thread of its own while the command line is read and the users file checked: that
 * is half of what a start takes, and most machines have a second processor. What is made for that is never started.
 */
final class Preload implements Runnable {
    private static final List<Runnable> PARTS =
            List.of(Server::new, () -> new ServletContextHandler("/"), HttpClient::new);

    private Preload() {}

    static void begin() {
        Thread thread = new Thread(new Preload(), "preload");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        PARTS.forEach(Runnable::run);
    }
}
