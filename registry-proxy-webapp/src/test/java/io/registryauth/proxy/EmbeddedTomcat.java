package io.registryauth.proxy;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/**
 * A Tomcat on a free port of 127.0.0.1, in a class loader of its own, so that any version may run beside the tests. What
 * crosses the border is of the JDK alone.
 */
public final class EmbeddedTomcat
        implements AutoCloseable, IntSupplier, Supplier<Map<String, Long>>, Callable<ClassLoader> {
    static {
        // the JVM takes one factory of URL handlers, and there are several Tomcats
        TomcatURLStreamHandlerFactory.disable();
    }

    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    private final Path base;
    private final Tomcat tomcat = new Tomcat();
    private final Held held = new Held();

    private EmbeddedTomcat() throws IOException {
        // Tomcat makes the first one of a process anew, as its home, whenever another one starts.
        base = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // without TLS, for clients that know of it
        tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
        // the only trailer that tests send; without this, it drops every one
        tomcat.getConnector().setProperty("allowedTrailerHeaders", "x-sum");
        AbstractProtocol<?> protocol =
                (AbstractProtocol<?>) tomcat.getConnector().getProtocolHandler();
        // the connection that it waits for is among them
        held.count("connections of clients", () -> Math.max(0, protocol.getConnectionCount() - 1));
        held.count("threads of the container", () -> ((ThreadPoolExecutor) protocol.getExecutor()).getActiveCount());
    }

    /**
     * Starts an application that a class sets up.
     *
     * @param setup names a {@code BiConsumer<ServletContext, Map<String, String>>} with a constructor without arguments
     */
    @SuppressWarnings("unchecked")
    public EmbeddedTomcat(String setup, Map<String, String> settings) throws Exception {
        this();
        tomcat.getConnector().setProperty("maxThreads", settings.getOrDefault("threads", "200"));
        BiConsumer<ServletContext, Map<String, String>> application = Class.forName(setup)
                .asSubclass(BiConsumer.class)
                .getDeclaredConstructor()
                .newInstance();
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(
                (ServletContainerInitializer) (classes, servlets) -> {
                    held.countRequests(servlets);
                    held.watch(servlets);
                    application.accept(servlets, settings);
                },
                null);
        tomcat.start();
    }

    /** Starts a WAR as the root application. */
    public EmbeddedTomcat(Path war, Map<String, String> contextParams) throws Exception {
        this();
        Files.createDirectories(base.resolve("webapps"));
        deploy(war.toAbsolutePath().toString(), contextParams);
        tomcat.start();
        throwUnlessAvailable();
    }

    private void deploy(String war, Map<String, String> contextParams) {
        // Unlike Tomcat's own way, this one adds no JSP servlet, which is not among the jars.
        Context context = new StandardContext();
        context.setPath("");
        context.setDocBase(war);
        context.addLifecycleListener(new ContextConfig());
        // The application sees what any Tomcat gives it, and nothing of the tests.
        context.setParentClassLoader(Tomcat.class.getClassLoader());
        contextParams.forEach(context::addParameter);
        tomcat.getHost().addChild(context);
    }

    private void throwUnlessAvailable() throws LifecycleException, IOException {
        if (!application().getState().isAvailable()) {
            String war = application().getOriginalDocBase();
            close();
            throw new IllegalStateException(war + " did not start; the log says why");
        }
    }

    private StandardContext application() {
        return (StandardContext) tomcat.getHost().findChild("");
    }

    /** Puts the same WAR in its own place while the server runs, and returns the class loader that it had before. */
    @Override
    public ClassLoader call() throws LifecycleException, IOException {
        StandardContext before = application();
        ClassLoader loader = before.getLoader().getClassLoader();
        Map<String, String> contextParams = new HashMap<>();
        for (String name : before.findParameters()) {
            contextParams.put(name, before.findParameter(name));
        }
        tomcat.getHost().removeChild(before);
        deploy(before.getOriginalDocBase(), contextParams);
        throwUnlessAvailable();
        return loader;
    }

    /**
     * Starts a Tomcat of one version.
     *
     * @param version names a folder of its jars under {@code target}, such as {@code tomcat-11.0}
     * @param application a WAR, or the name of a class that sets one up
     * @return an {@link AutoCloseable}, {@link IntSupplier}, {@link Supplier} and, for a WAR, {@link Callable}
     */
    public static AutoCloseable start(String version, Object application, Map<String, String> settings)
            throws Exception {
        ClassLoader loader = LOADERS.computeIfAbsent(version, EmbeddedTomcat::loader);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return (AutoCloseable) loader.loadClass(EmbeddedTomcat.class.getName())
                    .getConstructor(application instanceof Path ? Path.class : String.class, Map.class)
                    .newInstance(application, settings);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The tests' class path above a Tomcat of that version, in the place of the one that they are compiled with. */
    private static ClassLoader loader(String version) {
        try (Stream<Path> jars = Files.list(Path.of("target", version))) {
            ClassLoader tomcat = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader());
            Stream<Path> tests = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(entry -> !entry.getFileName().toString().matches("(tomcat-|jakarta\\.).*"));
            return new URLClassLoader(urls(tests), tomcat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] urls(Stream<Path> paths) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : paths.toList()) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** The port that it listens on. */
    @Override
    public int getAsInt() {
        return tomcat.getConnector().getLocalPort();
    }

    /** What requests hold of it. */
    @Override
    public Map<String, Long> get() {
        return held.get();
    }

    @Override
    public void close() throws LifecycleException, IOException {
        tomcat.stop();
        tomcat.destroy();
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
