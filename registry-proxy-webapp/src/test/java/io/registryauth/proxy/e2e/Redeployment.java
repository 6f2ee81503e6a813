package io.registryauth.proxy.e2e;

import io.registryauth.proxy.EmbeddedTomcat;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** A container that stays while the WAR in it is replaced. */
interface Redeployment extends AutoCloseable {
    Endpoint endpoint();

    /** Puts the WAR in its own place, and returns the class loader that the application before had. */
    ClassLoader redeploy() throws Exception;

    @Override
    void close();

    static Redeployment start(Way way, Path folder, Map<String, String> contextParams) throws Exception {
        return switch (way) {
            case JETTY -> new Jetty(folder, contextParams);
            case TOMCAT_10 -> new Tomcat("tomcat-10.1", contextParams);
            case TOMCAT_11 -> new Tomcat("tomcat-11.0", contextParams);
            case JAVA_JAR -> throw new IllegalArgumentException("java -jar deploys nothing");
        };
    }

    final class Tomcat implements Redeployment {
        private final AutoCloseable tomcat;

        Tomcat(String version, Map<String, String> contextParams) throws Exception {
            this.tomcat = EmbeddedTomcat.start(version, JavaJar.WAR, contextParams);
        }

        @Override
        public Endpoint endpoint() {
            return new Endpoint(((IntSupplier) tomcat).getAsInt(), null);
        }

        @Override
        public ClassLoader redeploy() throws Exception {
            return (ClassLoader) ((Callable<?>) tomcat).call();
        }

        @Override
        public void close() {
            new RunningProxy(endpoint(), tomcat).close();
        }
    }

    final class Jetty implements Redeployment {
        private final Path folder;
        private final Map<String, String> contextParams;
        private final ContextHandlerCollection contexts = new ContextHandlerCollection();
        private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        private WebAppContext application;

        Jetty(Path folder, Map<String, String> contextParams) throws Exception {
            this.folder = folder;
            this.contextParams = contextParams;
            this.application = application();
            server.setHandler(contexts);
            server.start();
            deploy();
        }

        private WebAppContext application() {
            WebAppContext context = JettyWebAppIT.webApp(folder);
            contextParams.forEach(context::setInitParameter);
            return context;
        }

        private void deploy() throws Exception {
            contexts.addHandler(application);
            application.start();
        }

        @Override
        public Endpoint endpoint() {
            return new Endpoint(server.getURI().getPort(), null);
        }

        @Override
        public ClassLoader redeploy() throws Exception {
            ClassLoader loader = application.getClassLoader();
            application.stop();
            contexts.removeHandler(application);
            application.destroy();
            application = application();
            deploy();
            return loader;
        }

        @Override
        public void close() {
            // what is added to a running server is not stopped with it
            new RunningProxy(endpoint(), () -> {
                        application.stop();
                        server.stop();
                    })
                    .close();
        }
    }
}
