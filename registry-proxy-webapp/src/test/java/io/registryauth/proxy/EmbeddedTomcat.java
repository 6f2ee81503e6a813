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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/**
 * A Tomcat on a free port of 127.0.0.1, in a class loader of its own, so that any version may run beside the tests. What
 * crosses the border is of the JDK alone.
 */
public final class EmbeddedTomcat implements AutoCloseable, IntSupplier {
    static {
        // the JVM takes one factory of URL handlers, and there are several Tomcats
        TomcatURLStreamHandlerFactory.disable();
    }

    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    private final Path base;
    private final Tomcat tomcat = new Tomcat();

    private EmbeddedTomcat() throws IOException {
        base = Files.createTempDirectory("tomcat");
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // the only trailer that tests send; without this, it drops every one
        tomcat.getConnector().setProperty("allowedTrailerHeaders", "x-sum");
    }

    /**
     * Starts an application that a class sets up.
     *
     * @param setup names a {@code BiConsumer<ServletContext, Map<String, String>>} with a constructor without arguments
     */
    @SuppressWarnings("unchecked")
    public EmbeddedTomcat(String setup, Map<String, String> settings) throws Exception {
        this();
        BiConsumer<ServletContext, Map<String, String>> application = (BiConsumer<ServletContext, Map<String, String>>)
                Class.forName(setup).getDeclaredConstructor().newInstance();
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(
                (ServletContainerInitializer) (classes, servlets) -> application.accept(servlets, settings), null);
        tomcat.start();
    }

    /** Starts a WAR as the root application. */
    public EmbeddedTomcat(Path war, Map<String, String> contextParams) throws Exception {
        this();
        Files.createDirectories(base.resolve("webapps"));
        Context context = tomcat.addWebapp("", war.toAbsolutePath().toString());
        contextParams.forEach(context::addParameter);
        tomcat.start();
    }

    /**
     * Starts a Tomcat of one version.
     *
     * @param version names a folder of its jars under {@code target}, such as {@code tomcat-11.0}
     * @param arguments of one of the constructors
     * @return an {@link AutoCloseable} and {@link IntSupplier}
     */
    static AutoCloseable start(String version, Object application, Map<String, String> settings) throws Exception {
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

    private static ClassLoader loader(String version) {
        try {
            return new URLClassLoader(classPath(version), ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests' class path, with the Tomcat of that version in the place of the one that the tests are compiled with. */
    private static URL[] classPath(String version) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of("target", version))) {
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (!name.startsWith("tomcat-") && !name.startsWith("jakarta.")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** The port that it listens on. */
    @Override
    public int getAsInt() {
        return tomcat.getConnector().getLocalPort();
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
